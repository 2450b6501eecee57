"""Addresses that Django answers for at each request, until it says that no page is there."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from broadsheet.reader.absences import STATUSES, Absences, asked_again
from broadsheet.reader.answers import send_rendered
from broadsheet.reader.backstage import Backstage, close_body, discard
from broadsheet.reader.joining import Joining
from broadsheet.reader.rendered import Rendered

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# What may make an answer one person's.
_PERSONAL = frozenset({"HTTP_COOKIE", "HTTP_AUTHORIZATION"})


class DeadEnds:
    """Remembers in `absences` what isn't there for anybody, among what is never pressed.

    That is what no plate has a name for, such as `/wp-login.php`, and whatever has a query.
    However many ask for it at the same time, Django is asked once.
    """

    def __init__(
        self, backstage: Backstage, absences: Absences, joining: Joining[Rendered | None]
    ) -> None:
        self._backstage = backstage
        self._absences = absences
        self._joining = joining

    def answer(
        self, environ: WSGIEnvironment, start_response: StartResponse, path: str
    ) -> Iterable[bytes]:
        """The answer to a GET or HEAD of the decoded `path`, Django's own unless it is an absence.

        Raises `Unavailable`.
        """
        if not environ.keys().isdisjoint(_PERSONAL):
            return self._backstage.answer(environ, start_response, public=True)
        query = environ.get("QUERY_STRING", "")
        # No path has a NUL.
        key = f"{path}\0{query}" if query else path
        if known := self._absences.get(key):
            return send_rendered(environ, start_response, known)
        own: list[Iterable[bytes]] = []

        def ask(inside: ExitStack) -> Rendered | None:
            """The absence, if it is one for everybody; else the answer is `own`."""
            if known := self._absences.get(key):
                return known
            change = self._absences.change()
            answer = self._ask(inside, environ, start_response)
            if not isinstance(answer, Rendered):
                own.append(answer)
                return None
            # To HEAD a view may answer without a body, for GET there would be one.
            is_whole = bool(answer.body) or environ["REQUEST_METHOD"] == "GET"
            if is_whole and _is_for_everybody(answer):
                self._absences.put(key, change, answer)
                return answer
            own.append(send_rendered(environ, start_response, answer))
            return None

        absence = self._joining.call(f"{environ['REQUEST_METHOD']} {key}", ask)
        if own:
            return own[0]
        if absence is None:  # whoever was asked for us found something
            return self._backstage.answer(environ, start_response, public=True)
        return send_rendered(environ, start_response, absence)

    def _ask(
        self, inside: ExitStack, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Rendered | Iterable[bytes]:
        """An absence whole; of anything else the body, its start already passed on."""
        missing: list[tuple[int, list[tuple[str, str]]]] = []

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
        ) -> Callable[[bytes], object]:
            if exc_info is not None:
                return start_response(status, headers, exc_info)
            if (code := int(status[:3])) in STATUSES:
                missing[:] = [(code, headers)]
                return discard
            return start_response(status, headers)

        body = self._backstage.answer_inside(inside, environ, start, public=True)
        return _absence(*missing[0], body) if missing else body


def _absence(status: int, headers: list[tuple[str, str]], body: Iterable[bytes]) -> Rendered:
    try:
        content = b"".join(body)
    finally:
        close_body(body)
    # Packed for the one who asked; the next may want it plain.
    if ("Content-Encoding", "gzip") in headers:
        content = gzip.decompress(content)
        headers = [pair for pair in headers if pair[0] != "Content-Encoding"]
    return asked_again(Rendered(status, tuple(headers), content))


def _is_for_everybody(answer: Rendered) -> bool:
    said = {name.lower(): value.lower() for name, value in answer.headers}
    control = said["cache-control"]
    return "set-cookie" not in said and "no-store" not in control and "private" not in control
