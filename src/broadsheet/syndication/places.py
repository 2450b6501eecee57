"""The places that have feeds, found by their addresses."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from broadsheet.press.pressing import site_path
from broadsheet.stories.listing import Listed
from broadsheet.stories.models import (
    Byline,
    Edition,
    HomeFront,
    Person,
    Section,
    Special,
    Story,
    Topic,
)
from broadsheet.stories.newest import NewestStories, Rule
from broadsheet.stories.translations import Translation
from broadsheet.stories.views.fronts import home_alternates


@dataclass(frozen=True)
class FeedPlace:
    """What `owner` is and which public stories it has."""

    edition: Edition
    owner: Edition | Section | Special | Topic | Person
    path: str
    title: str
    summary: str
    stories: Listed
    is_home: bool = False
    alternates: list[Translation] = field(default_factory=list)


def front_at(edition: Edition, path: str) -> FeedPlace | None:
    """The home front, section or running special of `edition` at `path`, such as `/politics/`.

    `None` where there is none, it is not public, or it is a special that is closed.
    """
    home = HomeFront.objects.live().filter(edition=edition).first()
    if home is None or not path.startswith(edition.home_path):
        return None
    below = path[len(edition.home_path) :]
    page = Page.objects.live().filter(url_path=f"{home.url_path}{below}").first()
    place = page.specific if page else None
    rule = Rule()
    match place:
        case HomeFront() if place.pk == home.pk:
            stories, others = NewestStories(edition), home_alternates()
            return FeedPlace(
                edition, edition, path, place.title, place.summary, stories, True, others
            )
        case Section():
            rule = Rule(sections=(place,))
        case Special(closed=False):
            rule = Rule(specials=(place,))
        case _:
            return None
    stories = NewestStories(edition, rule)
    return FeedPlace(edition, place, path, place.title, place.summary, stories)


def topic_called(edition: Edition, slug: str) -> FeedPlace | None:
    """The topic of `edition` with `slug`."""
    found = Topic.objects.filter(edition=edition, slug=slug).select_related("edition").first()
    if found is None:
        return None
    stories = Story.objects.public().in_edition(edition).filter(topics=found)
    return FeedPlace(
        edition, found, found.get_absolute_url(), found.name, found.description, stories
    )


def person_called(edition: Edition, slug: str) -> FeedPlace | None:
    """The person of `edition` with `slug`."""
    found = Person.objects.filter(edition=edition, slug=slug).select_related("edition").first()
    if found is None:
        return None
    signed = Byline.objects.filter(person=found).values("story_id")
    stories = Story.objects.public().in_edition(edition).filter(pk__in=signed)
    return FeedPlace(edition, found, found.get_absolute_url(), found.name, found.biography, stories)


def moved_to(request: HttpRequest, path: str) -> str | None:
    """The path on this site that the redirect of `path`, where nothing is any longer, leads to."""
    found = get_redirect(request, Redirect.normalise_path(path))
    to = site_path(found.link or "") if found is not None and found.is_permanent else ""
    return to if to.startswith("/") and to.endswith("/") else None
