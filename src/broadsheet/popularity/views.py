"""*Most popular in 24h* as pages: of the edition, of a section or special, of a kind of story."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.models import Page

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.popularity.rail import popular_in, popular_path
from broadsheet.popularity.ranking import Ranking, ranking
from broadsheet.stories.context_processors import Paper
from broadsheet.stories.models import Edition, HomeFront, Section, Special, Story
from broadsheet.stories.requests import PaperRequest
from broadsheet.stories.views.canonical import absolute

LENGTH = 20
# The lists of places and kinds are looked at seldom, and say until when they are true.
TRUE_FOR = 5 * 60
KINDS = {"photo": Story.Kind.GALLERY, "video": Story.Kind.VIDEO}


@dataclass(frozen=True)
class Choice:
    """A way to another list: of a place with a `title`, or of a kind of story with a `key`."""

    url: str
    title: str = ""
    key: str = ""


def most_popular(request: PaperRequest) -> HttpResponse:
    """The edition's list, with the method by which it is made."""
    edition = request.edition
    tags.bear(popular_in(edition))
    tags.set_rank(Rank.PROMPT)
    return _list(request, "", ranking(edition, length=LENGTH))


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
    tags.true_for(TRUE_FOR)
    if isinstance(found, Section):
        entries = ranking(edition, section=found, length=LENGTH)
    else:
        entries = ranking(edition, special=found, length=LENGTH)
    return _list(request, f"{place}/", entries, place=found)


def _of_kind(request: PaperRequest, key: str) -> HttpResponse:
    tags.true_for(TRUE_FOR)
    found = ranking(request.edition, kinds=[KINDS[key]], length=LENGTH)
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


def choices_of(edition: Edition, base: str) -> list[Choice]:
    """Every list of `edition`, whose own is at `base`."""
    paper = Paper(edition)
    beside = len(edition.home_path)
    places = [
        Choice(base + place.path_in_site[beside:], title=place.title)
        for place in (*paper.sections, *paper.specials)
    ]
    return [Choice(base), *places, *(Choice(f"{base}{key}-stories/", key=key) for key in KINDS)]
