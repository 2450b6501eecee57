"""Documents: readers get those that something public links to."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse


def is_of_the_desk(request: HttpRequest) -> bool:
    """Whether the one who asks works at the desk."""
    return bool(request.user.has_perm("wagtailadmin.access_admin"))


def asked_each_time(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """`view` with answers of which no cache makes use without asking: they are gone with the story.
    What the desk gets, which may not be public yet, no cache keeps."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store" if is_of_the_desk(request) else "no-cache"
        return response

    return answer
