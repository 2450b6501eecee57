"""What an editor does to a paper that moves things about, by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from broadsheet.stories.actions.open_section import open_section
from broadsheet.stories.models import (
    Byline,
    Clip,
    Edition,
    Embed,
    InformationPage,
    Person,
    Picture,
    Section,
    Source,
    Special,
    Story,
    Topic,
)
from tests.factories import publish as publish_new


def edition() -> Edition:
    return Edition.objects.get(is_default=True)


def section(slug: str) -> Section:
    return Section.objects.get(edition=edition(), slug=slug)


def a_story(**wanted: Any) -> Story:
    """The newest public story of the default edition that is as `wanted`."""
    return Story.objects.public().in_edition(edition()).filter(**wanted).newest().first()


def publish(draft: Any, **fields: Any) -> None:
    """Set `fields` and publish, as the desk does."""
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False).publish()


def save(thing: Any, **fields: Any) -> None:
    """Set `fields` and save."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def _special() -> Special:
    return Special.objects.live().filter(edition=edition(), closed=False).first()


def _place_below(place: Any, slug: str) -> None:
    publish(place, slug=slug)


def _translation() -> Story:
    return Story.objects.public().exclude(translation_of=None).order_by("pk").first()


def _led() -> Picture:
    return a_story(lead_picture__isnull=False).lead_picture


def _document() -> Any:
    return get_document_model().objects.get()


CHANGES: dict[str, Callable[[], object]] = {
    "a story is published": lambda: publish_new(section("politics"), headline="New"),
    "a story moves to another section": lambda: publish(
        a_story(section__slug="politics"), section=section("science")
    ),
    "a story stands in a further section": lambda: publish(
        a_story(section__slug="politics"), further_sections=[section("sport")]
    ),
    "a story is of another month": lambda: publish(
        a_story(), published_at=timezone.now() - timedelta(days=70)
    ),
    "a story is of another day": lambda: publish(
        a_story(), published_at=timezone.now() - timedelta(days=1)
    ),
    "an old story is made new": lambda: publish(
        Story.objects.public().in_edition(edition()).order_by("published_at").first(),
        published_at=timezone.now(),
    ),
    "a story is more urgent": lambda: publish(a_story(urgency__gt=4), urgency=1),
    "a story is less urgent": lambda: publish(a_story(urgency__lte=4), urgency=8),
    "a story has other topics": lambda: publish(
        a_story(topics__isnull=False), topics=[Topic.objects.filter(edition=edition()).last()]
    ),
    "a story leaves its special": lambda: publish(a_story(specials__isnull=False), specials=[]),
    "a story joins a special": lambda: publish(a_story(specials=None), specials=[_special()]),
    "a story is signed by another": lambda: publish(
        a_story(bylines__isnull=False),
        bylines=[Byline(person=Person.objects.filter(edition=edition()).last())],
    ),
    "a story has no picture any more": lambda: publish(
        a_story(lead_picture__isnull=False), lead_picture=None
    ),
    "a story is no longer paged": lambda: publish(a_story(paged=True), paged=False),
    "a story first stood elsewhere": lambda: publish(
        a_story(), canonical_url="https://elsewhere.example/"
    ),
    "a translation is none": lambda: publish(_translation(), translation_of=None),
    "a translation is withdrawn": lambda: _translation().unpublish(),
    "an original is withdrawn": lambda: _translation().translation_of.unpublish(),
    "a story is pinned": lambda: publish(
        edition().home,
        slots=[("lead", {"title": "", "count": 1, "pinned": [a_story(kind="gallery")]})],
    ),
    "a front has no slots": lambda: publish(edition().home, slots=[]),
    "a section is opened": lambda: open_section(edition(), "Tides"),
    "a section is of another colour": lambda: publish(section("politics"), hue="plum"),
    "a section leaves the menu": lambda: publish(section("politics"), show_in_menus=False),
    "a section goes first": lambda: section("weather").move(edition().home, pos="first-child"),
    "a section has another address": lambda: publish(section("politics"), slug="moot"),
    "a section is closed down": lambda: section("politics").unpublish(),
    "a special is closed": lambda: publish(_special(), closed=True),
    "a closed special runs again": lambda: publish(Special.objects.get(closed=True), closed=False),
    "a special has another banner": lambda: publish(_special(), banner=Picture.objects.last()),
    "a special is taken away": lambda: _special().unpublish(),
    "an information page is of another use": lambda: publish(
        InformationPage.objects.get(edition=edition(), role="privacy"), role="jobs"
    ),
    "an information page leaves the menu": lambda: publish(
        InformationPage.objects.get(edition=edition(), role="privacy"), show_in_menus=False
    ),
    "a page above another has another address": lambda: publish(
        InformationPage.objects.get(slug="house"), slug="houses"
    ),
    "a page above another is moved": lambda: InformationPage.objects.get(slug="house").move(
        edition().home, pos="last-child"
    ),
    "a page above another is taken away": lambda: InformationPage.objects.get(
        slug="house"
    ).delete(),
    "an edition is in another zone": lambda: save(edition(), zone="Asia/Tokyo"),
    "an edition is in another language": lambda: save(
        Edition.objects.get(code="zh"), language="zh-Hant"
    ),
    "an edition is taken away": lambda: Edition.objects.get(code="zh").home.unpublish(),
    "a source is the house itself": lambda: save(
        Source.objects.filter(is_house=False).first(), is_house=True
    ),
    "a person has no portrait": lambda: save(
        Person.objects.exclude(portrait=None).first(), portrait=None
    ),
    "a topic has another code": lambda: save(Topic.objects.first(), media_topic="11000000"),
    "a topic is deleted": lambda: Topic.objects.filter(stories__isnull=False).first().delete(),
    "a picture's terms are others": lambda: save(_led(), usage_terms="Ask first"),
    "a picture is cut elsewhere": lambda: save(_led(), focal_point_x=1, focal_point_y=1),
    "a picture is deleted": lambda: _led().delete(),
    "a clip has another poster": lambda: save(Clip.objects.first(), poster=_led()),
    "a clip is deleted": lambda: Clip.objects.first().delete(),
    "an embed has another title": lambda: save(Embed.objects.get(), title="The ebb"),
    "a document has another file": lambda: save(_document(), file=ContentFile(b"2", "newer.txt")),
    "a document is deleted": lambda: _document().delete(),
}
