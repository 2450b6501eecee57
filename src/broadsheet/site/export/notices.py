"""Pages that only a copy has: where to search, what isn't there, where a story has gone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.shortcuts import render as render_template
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from broadsheet.press.rendering import render
from broadsheet.stories.middleware import EditionMiddleware
from broadsheet.stories.models import Edition, Story, StoryAddress
from broadsheet.stories.views.canonical import absolute

NOT_FOUND = "404.html"


def search_paths() -> dict[str, Edition]:
    """The address of each edition's search."""
    return {
        reverse("search", kwargs={"prefix": edition.prefix} if edition.prefix else None): edition
        for edition in Edition.objects.all()
    }


def search_notice(path: str, search_at: str) -> bytes:
    """A page for the search's address `path`: the copy has none, but this is where to look.

    `search_at` is the address of a search that takes `q`, or empty.
    """
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = path
    host = settings.BROADSHEET_SITE_URL.partition("://")[2]
    request.META = {"HTTP_HOST": host, "SERVER_NAME": host, "SERVER_PORT": "443"}
    context = {"search_at": search_at, "canonical": absolute(path)}
    middleware = EditionMiddleware(
        lambda asked: render_template(asked, "theme/search_elsewhere.html", context)
    )
    return bytes(middleware(request).content)


def not_found_pages() -> Iterator[tuple[str, bytes]]:
    """The 404 page of each edition, with the address that static hosts look for it at."""
    for edition in Edition.objects.all():
        path = f"{edition.home_path}{NOT_FOUND}"
        rendered = render(path)
        if rendered.status == 404:
            yield path, rendered.body


def moved() -> Iterator[tuple[str, str]]:
    """Addresses that lead on, with where to: of stories, and of places that the desk has moved."""
    public = Story.objects.public()
    earlier = StoryAddress.objects.filter(story__in=public).exclude(path=F("story__path"))
    yield from earlier.values_list("path", "story__path").iterator()
    for one in Redirect.objects.select_related("redirect_page"):
        if one.link and "?" not in one.old_path:
            yield f"{one.old_path.rstrip('/')}/", one.link


def signpost(location: str) -> bytes:
    """A page that leads on to `location`, for hosts that can't redirect."""
    to = escape(location)
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n<title>{to}</title>\n'
        f'<link rel="canonical" href="{to}">\n'
        f'<meta http-equiv="refresh" content="0; url={to}">\n<p><a href="{to}">{to}</a></p>\n'
    ).encode()
