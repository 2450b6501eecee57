"""Error pages that say what to do next."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from broadsheet.press.tree import plate_tree
from broadsheet.reader import ReaderConfig, Rendered
from broadsheet.reader.absences import Absences
from broadsheet.site.security import public_headers
from broadsheet.stories.models import Edition, Story

# What the pages of all editions may take, and for how many seconds they may be shown.
_ROOM, _SECONDS = 1024 * 1024, 60.0


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the sections, a search box and the newest stories.

    The page is the same for every address of an edition, and made once until something changes:
    whoever tries one address after another costs no more than looking for them.
    """
    edition: Edition | None = getattr(request, "edition", None)
    if edition is None:
        return render(request, "theme/404.html", status=404)
    pages = _not_found_pages(plate_tree().changed)
    page = pages.get(edition.code)
    if page is None:
        change = pages.change()
        page = _not_found_page(request, edition)
        pages.put(edition.code, change, page)
    return HttpResponse(page.body, status=page.status)


@lru_cache(maxsize=8)
def _not_found_pages(changed: Path) -> Absences:
    return Absences(changed, _ROOM, _SECONDS)


def _not_found_page(request: HttpRequest, edition: Edition) -> Rendered:
    newest = list(Story.objects.public().in_edition(edition).newest().with_card()[:6])
    response = render(request, "theme/404.html", {"newest": newest}, status=404)
    return Rendered(response.status_code, (), response.content)


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
        response = _plain("theme/503.html", 503)
        response["Retry-After"] = str(ReaderConfig.retry_after)
        return response
    return _plain("theme/500.html", 500)


def _plain(template: str, status: int) -> HttpResponse:
    # The middleware gives the desk's pages no policy, and these are ours.
    headers = {"Cache-Control": "no-store", **dict(public_headers())}
    return HttpResponse(render_to_string(template), status=status, headers=headers)
