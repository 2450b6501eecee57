"""Answers for machines: cached, and 304 for those that have them already."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def answer(
    request: HttpRequest,
    body: bytes,
    content_type: str,
    *,
    modified: datetime | None = None,
    max_age: int = 60,
) -> HttpResponseBase:
    """`body` with its ETag, or 304 where the client has it; `max_age` is in seconds.

    `modified` is sent, but a client is asked for its ETag alone: a story that was killed leaves a
    feed without making it newer.
    """
    response = HttpResponse(body, content_type=content_type)
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={max_age}"
    if modified is not None:
        response["Last-Modified"] = http_date(modified.timestamp())
    found = get_conditional_response(request, etag=etag, response=response)
    return found if found is not None else response
