"""Error pages that say what to do next."""

from __future__ import annotations

import sys

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the sections, a search box and the newest stories."""
    from broadsheet.stories.models import Story

    edition = getattr(request, "edition", None)
    newest = (
        list(Story.objects.public().in_edition(edition).newest().with_card()[:6]) if edition else []
    )
    return render(request, "theme/404.html", {"newest": newest}, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _plain("theme/403.html", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _plain("theme/400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without a single query; 503 where the database doesn't answer."""
    # Django calls this while the exception is being handled.
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return _plain("theme/503.html", 503)
    return _plain("theme/500.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)
