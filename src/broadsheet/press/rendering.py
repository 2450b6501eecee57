"""Render a public page as an anonymous reader gets it, through Django's own stack."""

from __future__ import annotations

import io
import sys
import traceback
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.core.signals import got_request_exception
from django.http.response import HttpResponseBase

from broadsheet.plates import tags
from broadsheet.plates.tags import Dependencies

_raised: ContextVar[list[str] | None] = ContextVar("raised", default=None)


@dataclass(frozen=True)
class Rendered:
    """A page's answer and what it depends on. `error` is the trace of what went wrong, if it did.

    `body` is None for an answer in pieces, which is never pressed.
    """

    path: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    dependencies: Dependencies
    error: str = ""

    def header(self, name: str) -> str:
        """The value of the header `name`, or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


def render(path: str) -> Rendered:
    """The page at `path` (decoded), for a reader without cookies who asks the site's own host."""
    raised: list[str] = []
    token = _raised.set(raised)
    try:
        with tags.collecting() as found:
            response: HttpResponseBase = _handler().get_response(_request(path))
            body = b"".join(response)
            # Its files, and no more: `close` would tell Django that a request has ended, and
            # its connections with it.
            for close in response._resource_closers:  # type: ignore[attr-defined]
                close()
    finally:
        _raised.reset(token)
    headers = [(name, value) for name, value in response.items()]
    headers += [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]
    error = "".join(raised) if response.status_code >= 500 else ""
    return Rendered(path, response.status_code, headers, body, found, error)


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def _request(path: str) -> WSGIRequest:
    site = urlsplit(settings.BROADSHEET_SITE_URL)
    port = str(site.port or (443 if site.scheme == "https" else 80))
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        # PEP 3333: bytes of the path as Latin-1.
        "PATH_INFO": path.encode(errors="surrogatepass").decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    return WSGIRequest(environ)


def _note_exception(sender: object, **kwargs: object) -> None:
    raised = _raised.get()
    if raised is not None:
        raised.append(traceback.format_exc(limit=-8))


got_request_exception.connect(_note_exception, dispatch_uid="press notes exceptions")
