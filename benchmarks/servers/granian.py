"""granian: the paper itself, as its owner starts it, and an application that does nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.reader import PLATE_CACHE_CONTROL
from broadsheet.site.reading import THREADS
from broadsheet.site.security import public_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BODY = "BENCHMARK_BODY"
WORKERS = 2


def paper(home: Path, port: int, **settings: str) -> tuple[list[str], dict[str, str]]:
    """How the paper in `home` is served on `port` without its clock; its environment."""
    command = [sys.executable, "-m", "broadsheet", "serve", "--no-clock", "--json"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS)]
    return command, {"BROADSHEET_HOME": str(home), "BROADSHEET_DEMO": "no", **settings}


def constant(body: Path, port: int) -> tuple[list[str], dict[str, str]]:
    """As many workers and threads that always send the file `body`: what the server alone takes."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory"]
    command += [f"{__name__}:make_constant", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    return [*command, "--no-ws", "--log-level", "warning"], {BODY: str(body)}


def make_constant() -> WSGIApplication:
    """Always the same answer, with a story's headers."""
    body = Path(os.environ[BODY]).read_bytes()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", PLATE_CACHE_CONTROL),
        *public_headers(),
        ("Content-Length", str(len(body))),
    ]
    answer = [body]

    def constant(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return answer

    return constant
