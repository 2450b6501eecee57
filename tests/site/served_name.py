"""The paper's server with a callable that only says which process it is: run by test_server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from broadsheet.site import server


def main(port: str, workers: str, pause: str) -> None:
    """Serve on `port` of loopback; `pause` is for workers that died young, in seconds."""
    server.PAUSE = float(pause)
    server.run_server("127.0.0.1", int(port), int(workers), lambda: say_who)


def say_who(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Answer with the process id."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]


if __name__ == "__main__":
    main(*sys.argv[1:])
