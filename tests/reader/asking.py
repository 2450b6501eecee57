"""Ask a reader as a server does, with PEP 3333 watched over."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any
from wsgiref.validate import validator

from broadsheet.plates import PlateTree
from broadsheet.reader import Reader, ReaderConfig, Rendered

PAGE = b"<!doctype html><title>A page</title>" + b"<p>What is printed here is printed.</p>" * 60
HTML = ("Content-Type", "text/html; charset=utf-8")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Paper:
    """A tree of plates, a reader on it, and what was asked of Django."""

    root: Path
    options: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Rendered] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tree = PlateTree(self.root / "plates")
        self.config = ReaderConfig(tree=self.tree.root, **self.options)
        self.rendered: list[str] = []
        self.passed_on: list[str] = []
        self.stale: list[str] = []
        self.broken: Exception | None = None
        self.reader = Reader(self.config, self.make, self.render, self.stale.append)
        self._lock = Lock()

    def make(self) -> Any:
        return self.django

    def django(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.passed_on.append(environ["PATH_INFO"])
        if self.broken:
            raise self.broken
        start_response("200 OK", [("Content-Type", "text/plain"), ("X-Django", "yes")])
        return [b"Django"]

    def render(self, path: str) -> Rendered:
        with self._lock:
            self.rendered.append(path)
        if self.broken:
            raise self.broken
        return self.answers.get(path) or Rendered(404, (HTML,), b"no such page")

    def press(self, path: str = "/politics/", body: bytes = PAGE, *tags: str) -> None:
        self.tree.press(path, body, tags)

    def ask(self, path: str = "/politics/", method: str = "GET", **headers: str) -> Answer:
        """Ask with headers in small letters and `_` for `-`; `path` may have a query."""
        raw, _mark, query = path.partition("?")
        return ask(self.reader, raw.encode().decode("latin-1"), method, query, headers)


def ask(
    application: Any, path_info: str, method: str, query: str, headers: dict[str, str]
) -> Answer:
    """Call a WSGI application; the validator raises where either side breaks PEP 3333."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path_info,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "paper.example",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    # The validator knows the methods and paths that servers let through, not hostile ones.
    usual = method in {"GET", "HEAD", "POST", "OPTIONS"} and path_info.startswith("/")
    said: list[Any] = []

    def start_response(status: str, given: list[Any], exc_info: Any = None) -> Any:
        said[:] = [status, given]
        return lambda data: None

    body = (validator(application) if usual else application)(environ, start_response)
    try:
        content = b"".join(body)
    finally:
        if hasattr(body, "close"):
            body.close()
    status, given = said
    names = [name.lower() for name, _value in given]
    assert len(names) == len(set(names)), f"a header stands twice: {names}"
    return Answer(int(status[:3]), {name.lower(): value for name, value in given}, content)
