"""The reader by itself, and a callable that does nothing, for granian to serve."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.reader import Reader, ReaderConfig, Rendered

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# As the site sends them: nginx bears the same in the comparison.
HEADERS = (
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "worker-src 'self'; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; "
        "base-uri 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
TREE = "BENCHMARK_TREE"


def _no_django() -> WSGIApplication:
    raise RuntimeError("everything that is asked for here is pressed")


def _nothing(path: str) -> Rendered:
    raise LookupError(path)


def make_reader() -> Reader:
    """The reader on the tree that the environment names."""
    config = ReaderConfig(tree=Path(os.environ[TREE]), security_headers=HEADERS)
    return Reader(config, _no_django, _nothing, _nothing)


def make_constant() -> WSGIApplication:
    """Always the same answer, as long as a story's: what the server alone takes."""
    tree = Path(os.environ[TREE])
    body = next(tree.rglob("index.html.gz")).read_bytes()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Vary", "Accept-Encoding"),
        ("Cache-Control", ReaderConfig(tree=tree).cache_control),
        *HEADERS,
        ("Content-Length", str(len(body))),
    ]
    answer = [body]

    def constant(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return answer

    return constant
