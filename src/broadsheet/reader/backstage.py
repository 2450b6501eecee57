"""Django behind the reader: loaded when first needed, and allowed to fail."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0

log = logging.getLogger("broadsheet.reader")


class Unavailable(Exception):
    """Nobody backstage can answer now."""


class Backstage:
    """A WSGI application that `make` gives, now or later.

    While `make` raises, it is tried again after one second, two, four … thirty. When as many
    requests as there are `places` are inside and one of them has been for `stuck_seconds`, no
    other goes in: plates need a thread to be served by.
    """

    def __init__(
        self, make: Callable[[], WSGIApplication], *, places: int, stuck_seconds: float
    ) -> None:
        self._make = make
        self._places = places
        self._stuck_seconds = stuck_seconds
        self._application: WSGIApplication | None = None
        self._making = Lock()
        self._try_again = 0.0
        self._pause = FIRST_PAUSE
        self._inside: dict[object, float] = {}

    def load(self) -> WSGIApplication:
        """The application; made by the first who asks, while others wait. Raises `Unavailable`."""
        if self._application is not None:
            return self._application
        with self._making:
            if self._application is not None:
                return self._application
            if monotonic() < self._try_again:
                raise Unavailable("could not be loaded a moment ago")
            try:
                self._application = self._make()
            except Exception as error:
                log.exception("The application could not be loaded; next try in %ss", self._pause)
                self._try_again = monotonic() + self._pause
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
                raise Unavailable("could not be loaded") from error
            return self._application

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be one of those who wait for Django or for the database. Raises `Unavailable`."""
        now = monotonic()
        inside = list(self._inside.values())
        if 0 < self._places <= len(inside) and min(inside) < now - self._stuck_seconds:
            raise Unavailable("too many requests are stuck")
        mark = object()
        self._inside[mark] = now
        try:
            yield
        finally:
            del self._inside[mark]

    def answer(
        self, environ: WSGIEnvironment, start_response: StartResponse, *, public: bool
    ) -> Iterable[bytes]:
        """Django's answer. Raises `Unavailable`; for a public page also where it says 503."""
        application = self.load()
        started = False
        replaced = False

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            nonlocal started, replaced
            if public and status.startswith("503"):
                replaced = True
                return _discard
            started = True
            if exc_info is not None:
                return start_response(status, headers, exc_info)
            return start_response(status, headers)

        with self.entered():
            try:
                body = application(environ, start)
            except Exception as error:
                if started:
                    raise
                log.exception("%s failed", environ.get("PATH_INFO"))
                raise Unavailable("failed") from error
        if replaced:
            close = getattr(body, "close", None)
            if close is not None:
                close()
            raise Unavailable("out of order")
        return body


def in_a_line(error: Exception) -> str:
    """What went wrong, in a line: while a database is down, whole traces would fill the disk.

    The press keeps them, with the page that failed.
    """
    last = str(error).strip().rpartition("\n")[2]
    return f"{type(error).__name__}: {last[:300]}"


def _discard(data: bytes) -> None:
    """What is written after a status that the reader sees never."""
