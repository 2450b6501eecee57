"""granian, as `broadsheet serve` runs it."""

from __future__ import annotations

import sys


def command(target: str, port: int) -> list[str]:
    """How the factory `target` is served: two workers of four threads."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", target),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", "2"),
        *("--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
    ]
