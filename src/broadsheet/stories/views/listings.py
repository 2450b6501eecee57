"""Lists of stories that make themselves: topic, person, rail, archive."""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.stories.dependencies import MONTHS, day_of, month_of, stories_of
from broadsheet.stories.listing import Listed, list_stories
from broadsheet.stories.models import Edition, Person, Story, Topic
from broadsheet.stories.models.querysets import StoryQuerySet
from broadsheet.stories.rails import RAILS, fragment_of
from broadsheet.stories.requests import PaperRequest
from broadsheet.stories.views.canonical import absolute
from broadsheet.stories.views.fronts import listing_address


def topic(request: PaperRequest, slug: str, number: int = 1) -> HttpResponse:
    """What a topic's stories are."""
    found = get_object_or_404(Topic, edition=request.edition, slug=slug)
    tags.bear(stories_of(found))
    stories = _stories(request).filter(topics=found)
    extra = {"topic": found, "title": found.name, "summary": found.description}
    return _listing(request, stories, found.get_absolute_url(), number, "topic", extra, feed=True)


def person(request: PaperRequest, slug: str, number: int = 1) -> HttpResponse:
    """Who a person is and what they signed."""
    found = get_object_or_404(
        Person.objects.select_related("portrait"), edition=request.edition, slug=slug
    )
    tags.bear(stories_of(found))
    stories = _stories(request).filter(bylines__person=found)
    extra = {"person": found, "title": found.name, "summary": found.biography}
    return _listing(request, stories, found.get_absolute_url(), number, "person", extra, feed=True)


def more(request: PaperRequest, rail: str, number: int = 1) -> HttpResponse:
    """All stories of a rail."""
    kind = RAILS.get(rail)
    if kind is None:
        raise Http404
    edition: Edition = request.edition
    path = kind.more_path(edition)
    tags.bear(stories_of(edition))
    return _listing(
        request, kind.stories(edition), path, number, "more", {"title": kind.title, "rail": rail}
    )


def rails(request: PaperRequest) -> HttpResponse:
    """The rails alone: pages that were printed with older ones take these in the browser."""
    tags.bear(stories_of(request.edition))
    tags.set_rank(Rank.RAIL)
    context = {"rails": fragment_of(request.edition), "few": ":4", "alone": True}
    return render(request, "theme/rails.html", context)


def archive(request: PaperRequest) -> HttpResponse:
    """The months that have stories, newest first."""
    edition: Edition = request.edition
    tags.bear(MONTHS)
    # Not their maximum and minimum: with what `public` asks these take the whole archive.
    printed = _stories(request).values_list("published_at", flat=True)
    newest, oldest = printed.first(), printed.reverse().first()
    months: list[date] = []
    if newest is not None and oldest is not None:
        first = edition.local(oldest).date().replace(day=1)
        month = edition.local(newest).date().replace(day=1)
        while month >= first:
            months.append(month)
            month = (month - timedelta(days=1)).replace(day=1)
    context = {"months": months, "canonical": absolute(f"{edition.home_path}archive/")}
    return render(request, "theme/archive.html", context)


def archive_month(request: PaperRequest, year: int, month: int) -> HttpResponse:
    """The days of a month and its stories."""
    edition: Edition = request.edition
    first = _date(year, month, 1)
    tags.bear(month_of(edition, first))
    last = first.replace(day=calendar.monthrange(year, month)[1])
    stories = list(_between(request, first, last)[:500])
    if not stories and first > edition.today():
        raise Http404
    days = sorted({edition.local(story.published_at).date() for story in stories})
    path = f"{edition.home_path}archive/{year:04d}/{month:02d}/"
    context = {"month": first, "days": days, "stories": stories, "canonical": absolute(path)}
    return render(request, "theme/archive.html", context)


def archive_day(
    request: PaperRequest, year: int, month: int, day: int, number: int = 1
) -> HttpResponse:
    """The stories of a day in the edition's zone."""
    edition: Edition = request.edition
    when = _date(year, month, day)
    tags.bear(day_of(edition, when))
    path = f"{edition.home_path}archive/{year:04d}/{month:02d}/{day:02d}/"
    listing = list_stories(_between(request, when, when), number, path)
    context = {
        "day": when,
        "month": when.replace(day=1),
        "listing": listing,
        "canonical": absolute(listing_address(path, number)),
    }
    return render(request, "theme/archive.html", context)


def _stories(request: PaperRequest, before: datetime | None = None) -> StoryQuerySet:
    return Story.objects.public(before=before).in_edition(request.edition).with_card().newest()


def _between(request: PaperRequest, first: date, last: date) -> StoryQuerySet:
    zone = request.edition.timezone
    start = datetime.combine(first, datetime.min.time(), zone)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
    return _stories(request, before=end).filter(published_at__gte=start)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Http404 from error


def _listing(
    request: PaperRequest,
    stories: Listed,
    path: str,
    number: int,
    kind: str,
    extra: dict[str, object],
    *,
    feed: bool = False,
) -> HttpResponse:
    context = {
        **extra,
        "kind": kind,
        "listing": list_stories(stories, number, path),
        "canonical": absolute(listing_address(path, number)),
        "feed_path": path if feed else "",
    }
    return render(request, "theme/listing.html", context)
