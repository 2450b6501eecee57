"""Django behind the reader: loaded when first needed, and allowed to fail."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any

from broadsheet.reader.places import Places, Unavailable

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0

log = logging.getLogger("broadsheet.reader")


class Backstage:
    """A WSGI application that `make` gives, now or later.

    `make` runs in a thread of its own, and nobody waits longer for it than `load_seconds`. While it
    raises, it is tried again after one second, two, four … thirty. Whoever waits for an answer, or
    for `make`, takes one of `places` as long as the answer is under way.
    """

    def __init__(
        self, make: Callable[[], WSGIApplication], places: Places, load_seconds: float
    ) -> None:
        self._make = make
        self._places = places
        self._load_seconds = load_seconds
        self._application: WSGIApplication | None = None
        self._loading: Future[WSGIApplication] | None = None
        self._beginning = Lock()
        self._try_again = 0.0
        self._pause = FIRST_PAUSE

    def load(self) -> WSGIApplication:
        """The application, made once while all who need it wait. Raises `Unavailable`."""
        if self._application is not None:
            return self._application
        try:
            return self.begin_to_load().result(self._load_seconds)
        except TimeoutError as error:
            raise Unavailable("is still being loaded") from error

    def begin_to_load(self) -> Future[WSGIApplication]:
        """Make the application beside, unless that is under way or done. Raises `Unavailable`."""
        with self._beginning:
            if self._loading is None:
                if monotonic() < self._try_again:
                    raise Unavailable("could not be loaded a moment ago")
                self._loading = Future()
                loading = Thread(
                    target=self._run, args=[self._loading], name="load Django", daemon=True
                )
                loading.start()
            return self._loading

    def _run(self, loading: Future[WSGIApplication]) -> None:
        try:
            application = self._make()
        except BaseException as error:  # settings may end the process; they end this thread
            log.exception("The application could not be loaded; next try in %ss", self._pause)
            with self._beginning:
                self._try_again = monotonic() + self._pause
                self._pause = min(self._pause * 2, LONGEST_PAUSE)
                self._loading = None
            failure = Unavailable("could not be loaded")
            failure.__cause__ = error
            loading.set_exception(failure)
        else:
            self._application = application
            loading.set_result(application)

    def answer(
        self, environ: WSGIEnvironment, start_response: StartResponse, *, public: bool
    ) -> Iterable[bytes]:
        """Django's answer. Raises `Unavailable`; for a public page also where it says 503."""
        with ExitStack() as inside:
            inside.callback(self._places.leave, self._places.take())
            return self.answer_inside(inside, environ, start_response, public=public)

    def answer_inside(
        self,
        inside: ExitStack,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        public: bool,
    ) -> Iterable[bytes]:
        """Django's answer for who has a place, which `inside` gives back with the answer's end."""
        body = self._ask(environ, start_response, public=public)
        return _Body(body, inside.pop_all().close)

    def _ask(
        self, environ: WSGIEnvironment, start_response: StartResponse, *, public: bool
    ) -> Iterable[bytes]:
        application = self.load()
        started = False
        replaced = False

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            nonlocal started, replaced
            if public and status.startswith("503"):
                replaced = True
                return discard
            started = True
            if exc_info is not None:
                return start_response(status, headers, exc_info)
            return start_response(status, headers)

        try:
            body = application(environ, start)
        except Exception as error:
            if started:
                raise
            log.exception("%s failed", environ.get("PATH_INFO"))
            raise Unavailable("failed") from error
        if replaced:
            close_body(body)
            raise Unavailable("out of order")
        return body


class _Body:
    """A body whose place is given back when the server has done with it.

    An answer in many pieces, such as a document, goes out as fast as its reader takes it.
    """

    def __init__(self, body: Iterable[bytes], leave: Callable[[], None]) -> None:
        self._body = body
        self._leave = leave

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._body)

    def close(self) -> None:
        try:
            close_body(self._body)
        finally:
            self._leave()

    def __del__(self) -> None:
        # A server that failed at the headers closes nothing.
        self._leave()


def close_body(body: Iterable[bytes]) -> None:
    """Let a WSGI body know that nobody reads on (PEP 3333)."""
    close = getattr(body, "close", None)
    if close is not None:
        close()


def in_a_line(error: Exception) -> str:
    """What went wrong, in a line: while a database is down, whole traces would fill the disk.

    The press keeps them, with the page that failed.
    """
    last = str(error).strip().rpartition("\n")[2]
    return f"{type(error).__name__}: {last[:300]}"


def discard(data: bytes) -> None:
    """Drop what is written after a status that the reader never sees."""
