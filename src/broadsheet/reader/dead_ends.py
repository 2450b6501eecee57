"""Addresses that Django answers for at each request, until it says that no page is there."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from broadsheet.reader.absences import STATUSES, Absences, asked_again
from broadsheet.reader.answers import send_rendered
from broadsheet.reader.backstage import Backstage, close_body, discard
from broadsheet.reader.rendered import Rendered

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

# What may make an answer one person's.
_PERSONAL = frozenset({"HTTP_COOKIE", "HTTP_AUTHORIZATION"})


class DeadEnds:
    """Remembers in `absences` what isn't there for anybody, among what is never pressed.

    That is what no plate has a name for, such as `/wp-login.php`, and whatever has a query.
    """

    def __init__(self, backstage: Backstage, absences: Absences) -> None:
        self._backstage = backstage
        self._absences = absences

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
        change = self._absences.change()
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

        body = self._backstage.answer(environ, start, public=True)
        if not missing:
            return body
        answer = _absence(*missing[0], body)
        # To HEAD a view may answer without a body, for GET there would be one.
        if _is_for_everybody(answer) and (answer.body or environ["REQUEST_METHOD"] == "GET"):
            self._absences.put(key, change, answer)
        return send_rendered(environ, start_response, answer)


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
