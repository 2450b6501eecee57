"""Requests that are refused at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from broadsheet.reader.config import ReaderConfig

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})


def refusal(environ: WSGIEnvironment, config: ReaderConfig) -> int | None:
    """The status of a request that is too large or whose method nobody knows, else `None`.

    414 and 431 are RFC 9110 section 15.5.15 and RFC 6585 section 5, 501 is section 15.6.2.
    """
    if environ["REQUEST_METHOD"] not in METHODS:
        return 501
    if len(environ.get("PATH_INFO", "")) > config.longest_path:
        return 414
    if len(environ.get("QUERY_STRING", "")) > config.longest_query:
        return 414
    size = sum(
        len(key) + len(value)
        for key, value in environ.items()
        if key.startswith("HTTP_") and isinstance(value, str)
    )
    return 431 if size > config.largest_headers else None
