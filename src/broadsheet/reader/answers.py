"""Answers that need neither a plate nor Django."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from broadsheet.reader.codings import preference
from broadsheet.reader.rendered import Rendered
from broadsheet.reader.variant import Headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

ALLOW = ("Allow", "GET, HEAD, OPTIONS")
ALLOW_POST = ("Allow", "GET, HEAD, OPTIONS, POST")
_SET_ANEW = frozenset({"content-length", "vary"})
_GUARDED = {"X-Content-Type-Options": "nosniff"}
_SENTENCES = {
    400: "This address can't be read.",
    404: "There is nothing at this address.",
    405: "This address can only be read: use GET or HEAD.",
    412: "The page is another one by now.",
    414: "This address is too long.",
    416: "The file has no such part.",
    431: "The request's headers are too large.",
    501: "This method is unknown here.",
}


def send(
    environ: WSGIEnvironment,
    start_response: StartResponse,
    status: int,
    headers: Headers,
    body: bytes,
) -> list[bytes]:
    """Answer with a body in hand; HEAD gets the same headers without it (RFC 9110 9.3.2)."""
    start_response(status_line(status), headers)
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def send_rendered(
    environ: WSGIEnvironment, start_response: StartResponse, answer: Rendered
) -> list[bytes]:
    """Answer with what was rendered, in gzip where that is welcome, its length set right."""
    headers = [pair for pair in answer.headers if pair[0].lower() not in _SET_ANEW]
    body = answer.body
    if (packed := answer.gzipped) is not None:
        varies = [value for name, value in answer.headers if name.lower() == "vary"]
        headers.append(("Vary", ", ".join(dict.fromkeys(["Accept-Encoding", *varies]))))
        if "gzip" in preference(environ.get("HTTP_ACCEPT_ENCODING", "")):
            headers.append(("Content-Encoding", "gzip"))
            body = packed
    else:
        headers += [pair for pair in answer.headers if pair[0].lower() == "vary"]
    headers.append(("Content-Length", str(len(body))))
    return send(environ, start_response, answer.status, headers, body)


class Notices:
    """Answers of a sentence at most, each with `headers`: those of every page."""

    def __init__(self, headers: Iterable[tuple[str, str]]) -> None:
        self._headers = list({**_GUARDED, **dict(headers)}.items())

    def plain(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        status: int,
        *more: tuple[str, str],
    ) -> list[bytes]:
        """Answer with a status and one sentence."""
        return self._send(environ, start_response, status, _SENTENCES[status], *more)

    def wrong_host(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Answer who asks for another site (RFC 9112 section 3.2)."""
        return self._send(environ, start_response, 400, "No paper is read at this host.")

    def options(self, start_response: StartResponse) -> list[bytes]:
        """Say what may be done here (RFC 9110 section 9.3.7)."""
        start_response("204 No Content", [ALLOW, *self._headers])
        return [b""]

    def redirect(
        self, environ: WSGIEnvironment, start_response: StartResponse, location: str
    ) -> list[bytes]:
        """Send the reader on for good: 301 to `location`, already quoted."""
        said = f"It is at {location} now."
        return self._send(environ, start_response, 301, said, ("Location", location))

    def _send(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        status: int,
        said: str,
        *more: tuple[str, str],
    ) -> list[bytes]:
        body = f"{said}\n".encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-cache"),
            *self._headers,
            *more,
        ]
        return send(environ, start_response, status, headers, body)


def status_line(status: int) -> str:
    """`404 Not Found` for 404."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"
