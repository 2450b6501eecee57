"""The newsroom's public addresses, in the order in which a cold tree is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from django.urls import reverse

from broadsheet.stories.models import (
    Edition,
    HomeFront,
    InformationPage,
    Person,
    Section,
    Special,
    Story,
    Topic,
)
from broadsheet.stories.pages import pages_of
from broadsheet.stories.rails import RAILS

FURTHER_PAGES = 100
_SINGLE = ("get_the_app", "offline", "saved", "web_manifest", "archive", "rails")


def places() -> Iterator[str]:
    """Fronts, lists and information pages, each with its first page."""
    for model in (HomeFront, Section, Special, InformationPage):
        for place in model.objects.live().order_by("path"):
            yield place.path_in_site
    yield from (reverse("killed"), reverse("service_worker"))
    for edition in Edition.objects.all():
        prefix = {"prefix": edition.prefix} if edition.prefix else {}
        for name in _SINGLE:
            yield reverse(name, kwargs=prefix)
        for rail in RAILS.values():
            yield rail.more_path(edition)


def stories() -> Iterator[str]:
    """Every public story, the newest first, with the further pages of paged ones."""
    public = Story.objects.public().exclude(path="").newest()
    for story in public.filter(paged=False).only("path").iterator(chunk_size=2000):
        yield story.path
    for story in public.filter(paged=True).select_related("edition").iterator(chunk_size=200):
        yield from (page.url for page in pages_of(story))


def further_pages(path: str) -> list[str]:
    """Where the second and all later pages of a paged story at `path` stand, if it has them."""
    return [f"{path}{number}/" for number in range(2, FURTHER_PAGES)]


def lists() -> Iterator[str]:
    """Topics and people that have stories."""
    for topic in Topic.objects.select_related("edition").iterator():
        yield unquote(topic.get_absolute_url())
    for person in Person.objects.select_related("edition").iterator():
        yield unquote(person.get_absolute_url())
