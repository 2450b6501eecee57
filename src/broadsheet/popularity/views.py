"""*Most popular in 24h* as pages: of the edition, of a section or special, of a kind of story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.popularity.rail import PAGE_LENGTH, popular_page, popular_path
from broadsheet.popularity.ranking import FRESH_FOR, Ranking, ranking
from broadsheet.stories.context_processors import Paper
from broadsheet.stories.models import Edition, HomeFront, Section, Special, Story
from broadsheet.stories.requests import PaperRequest
from broadsheet.stories.views.canonical import absolute

# Lists say until when they are true: those of places and kinds are looked at seldom, and nobody
# tells the press of them.
TRUE_FOR = timedelta(minutes=5)
KINDS = {"photo": Story.Kind.GALLERY, "video": Story.Kind.VIDEO}


@dataclass(frozen=True)
class Choice:
    """A way to another list: of a place with a `title`, or of a kind of story with a `key`."""

    url: str
    title: str = ""
    key: str = ""


def most_popular(request: PaperRequest) -> HttpResponse:
    """The edition's list, with the method by which it is made."""
    tags.bear(popular_page(request.edition))
    tags.set_rank(Rank.PROMPT)
    return _list(request, "", ranking(request.edition, length=PAGE_LENGTH))


def photo_stories(request: PaperRequest) -> HttpResponse:
    """The list of the edition's photo stories."""
    return _of_kind(request, "photo")


def video_stories(request: PaperRequest) -> HttpResponse:
    """The list of the edition's video stories."""
    return _of_kind(request, "video")


def in_place(request: PaperRequest, place: str) -> HttpResponse:
    """The list of the section or special at `place`, its path below the home front."""
    edition = request.edition
    found = _place_at(edition, place)
    if isinstance(found, Section):
        entries = ranking(edition, section=found, length=PAGE_LENGTH)
    else:
        entries = ranking(edition, special=found, length=PAGE_LENGTH)
    return _list(request, f"{place}/", entries, place=found)


def _of_kind(request: PaperRequest, key: str) -> HttpResponse:
    found = ranking(request.edition, kinds=[KINDS[key]], length=PAGE_LENGTH)
    return _list(request, f"{key}-stories/", found, key=key)


def _place_at(edition: Edition, path: str) -> Section | Special:
    home = HomeFront.objects.live().filter(edition=edition).first()
    page = home and Page.objects.live().filter(url_path=f"{home.url_path}{path}/").first()
    place = page.specific if page else None
    if isinstance(place, Section | Special):
        return place
    raise Http404


def _list(
    request: PaperRequest,
    below: str,
    found: Ranking,
    *,
    place: Section | Special | None = None,
    key: str = "",
) -> HttpResponse:
    edition = request.edition
    tags.true_for(_true_for(found))
    base = popular_path(edition)
    path = f"{base}{below}"
    keys = [entry.story_id for entry in found.entries] if found.is_fresh else []
    context = {
        "title": _("Most popular in 24h"),
        "beside": place,
        "key": key,
        "section": place if isinstance(place, Section) else None,
        "stories": Story.objects.with_card().in_order(keys),
        "until": found.until,
        "is_fresh": found.is_fresh,
        "path": path,
        "choices": choices_of(edition, base),
        "canonical": absolute(path),
    }
    return render(request, "theme/most_popular.html", context)


def _true_for(found: Ranking) -> int:
    """For how many seconds: what is fresh grows old all by itself."""
    whole = TRUE_FOR
    if found.until is not None and found.is_fresh:
        whole = min(whole, found.until + FRESH_FOR - timezone.now())
    return max(1, ceil(whole.total_seconds()))


def choices_of(edition: Edition, base: str) -> list[Choice]:
    """Every list of `edition`, whose own is at `base`."""
    paper = Paper(edition)
    beside = len(edition.home_path)
    places = [
        Choice(base + place.path_in_site[beside:], title=place.title)
        for place in (*paper.sections, *paper.specials)
    ]
    return [Choice(base), *places, *(Choice(f"{base}{key}-stories/", key=key) for key in KINDS)]
