"""A story's page, its further pages, and what stands where it has moved or gone."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.stories.dependencies import translations_with
from broadsheet.stories.models import Story
from broadsheet.stories.pages import (
    StoryPage,
    corrections_of,
    lead_stands_apart,
    pages_of,
    related_to,
)
from broadsheet.stories.rails import rails_for
from broadsheet.stories.structured_data import news_article
from broadsheet.stories.views.canonical import absolute
from broadsheet.stories.views.page_reading import story_at, translations_beside
from broadsheet.theme.pictures import prefetch_files
from broadsheet.theme.ruby import without_ruby
from broadsheet.theme.share import share_links


def story(request: HttpRequest, path: str, number: str = "1") -> HttpResponse:
    """The story at `path` (without slashes at its ends), page `number`.

    301 where it has moved, 410 where it was killed or deleted, 404 where it is not public.
    """
    wanted = unicodedata.normalize("NFC", f"/{path}/")
    found = story_at(wanted)
    tags.set_rank(Rank.STORY)
    if found is None or found.is_killed:
        return gone(request)
    if not found.is_public():
        raise Http404
    if found.path != wanted:
        suffix = f"{number}/" if number != "1" else ""
        return _asked_each_time(HttpResponsePermanentRedirect(absolute(found.path + suffix)))
    pages = pages_of(found)
    if int(number) > len(pages):
        raise Http404
    return render(request, "theme/story.html", story_context(found, pages, int(number)))


def gone(request: HttpRequest) -> HttpResponse:
    """410: the story was withdrawn."""
    return _asked_each_time(render(request, "theme/410.html", status=410))


def _asked_each_time(response: HttpResponse) -> HttpResponse:
    """Without this, browsers keep a 301 or a 410 for ever (RFC 9110 section 15.1), and a story that
    moves back or whose kill is lifted would stay lost to who saw it gone.
    """
    response["Cache-Control"] = "no-cache"
    return response


def preview(request: HttpRequest, draft: Story) -> HttpResponse:
    """The page that `draft` would have."""
    draft.fill_in()
    pages = pages_of(draft)
    return render(request, "theme/story.html", story_context(draft, pages, 1, is_preview=True))


def story_context(
    found: Story, pages: list[StoryPage], number: int, *, is_preview: bool = False
) -> dict[str, Any]:
    """What the story template is given."""
    page = pages[number - 1]
    page.is_current = True
    address = absolute(page.url)
    tags.bear(translations_with(found))
    prefetch_files([found.lead_picture], "fronts", "free")
    return {
        "story": found,
        "page": page,
        "pages": pages,
        "entries": list(found.entries) if found.kind == Story.Kind.LIVE else [],
        "lead_stands_apart": lead_stands_apart(found),
        "corrections": corrections_of(found),
        "related": related_to(found),
        "rails": rails_for(found.edition, without=found),
        "section": found.section,
        "special": next((special for special in found.specials.all() if special.live), None),
        "share": share_links(absolute(found.path), without_ruby(found.headline)),
        "canonical": found.canonical_url or address,
        "address": address,
        "alternates": translations_beside(found),
        "structured_data": "" if is_preview else news_article(found),
        "preview": is_preview,
        "feed_path": found.section.path_in_site,
    }
