"""`broadsheet serve`, short of serving."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from broadsheet.reader import ReaderConfig

# The package's name for it is the command.
serve = import_module("broadsheet.site.cli.serve")


def test_the_server_refuses_headers_that_the_reader_would_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In front of it, since the reader doesn't look at all of them where a plate is in memory."""
    told: dict[str, Any] = {}

    class Server:
        def __init__(self, target: str, **options: Any) -> None:
            told.update(options)

        def serve(self, **options: Any) -> None:
            """At once."""

    monkeypatch.setattr("granian.Granian", Server)
    monkeypatch.setattr(serve, "share_arenas", lambda: None)
    monkeypatch.setattr(serve, "serve_in_batches", lambda: None)
    monkeypatch.setenv("BROADSHEET_WORKERS", "1")
    serve.run_server("127.0.0.1", 8000, 2)
    assert told["http1_settings"].max_buffer_size == ReaderConfig.largest_headers
    assert told["http2_settings"].max_headers_size == ReaderConfig.largest_headers
