"""What the benchmarks of a living wire ask of the desk beside the paper (see `newsroom`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

AGENCY = "Flashlight Press"


@dataclass(frozen=True)
class Desk:
    """Whoever looks at the inbox, as a cookie; where stories land; the agency's folder."""

    cookie: str
    home: str
    section: str
    folder: Path


def bring_in_agency(folder: str) -> Desk:
    """An agency that drops files; its flashes (urgency 1) are published by rule, at once."""
    from broadsheet.desk.models import RoutingRule
    from broadsheet.stories.models import Edition, Section
    from broadsheet.wire.intake import provider_named
    from broadsheet.wire.models import Channel
    from broadsheet.wire.transports.folder import make

    edition = Edition.objects.get(is_default=True)
    section = Section.objects.live().filter(edition=edition).order_by("path").first()
    assert section is not None
    provider = provider_named(AGENCY)
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(
        name="Flashes", provider=provider, urgent_to=1, action="publish", section=section
    )
    channel = Channel.objects.create(provider=provider, kind="folder", address=folder)
    return Desk(sign_in(), edition.home_path, section.path_in_site, make(channel))


def sign_in() -> str:
    """The cookie of the first account's session."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    user = get_user_model().objects.filter(is_superuser=True).first()
    assert user is not None
    client.force_login(user)
    return "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())


def day_in_section(now: datetime) -> str:
    """The date of an address in the default edition at `now`."""
    from broadsheet.stories.models import Edition

    return f"{Edition.objects.get(is_default=True).local(now):%Y/%m/%d}"


def public_addresses() -> list[str]:
    """Every address that is registered with the press or was ever pressed."""
    from broadsheet.press.models import Plate
    from broadsheet.press.registry import all_paths

    return sorted({*all_paths(), *Plate.objects.values_list("path", flat=True)})


def topic_feeds(guid: str) -> list[str]:
    """The feeds of the topics that the agency's item `guid` belongs to."""
    from broadsheet.stories.models import Story

    topics = Story.objects.get(provider=AGENCY, guid=guid).topics.all()
    return [f"{each.get_absolute_url()}{form}.xml" for each in topics for form in ("rss", "atom")]


def picture_addresses(guid: str) -> list[str]:
    """The addresses of all files that were made of the pictures of the agency's item `guid`."""
    from broadsheet.stories.models import PictureRendition, Story

    story = Story.objects.get(provider=AGENCY, guid=guid)
    made = PictureRendition.objects.filter(image=story.lead_picture_id)
    return [rendition.url for rendition in made]


@dataclass(frozen=True)
class Ways:
    """How an agency's items reach the paper: a token to post with, or the folder for its files."""

    slug: str
    token: str = ""
    folder: Path | None = None


def bring_in(agencies: list[tuple[str, str, str]], published: str, dropped: str) -> dict[str, Ways]:
    """Trusted agencies, each (name, way, address), and rules for all of them: what has the word
    `published` is published, what has `dropped` is dropped, the rest stays in the inbox.
    """
    from broadsheet.desk.models import RoutingRule
    from broadsheet.stories.models import Section
    from broadsheet.wire.intake import provider_named
    from broadsheet.wire.models import Channel
    from broadsheet.wire.transports.folder import make
    from broadsheet.wire.transports.push import new_token

    section = Section.objects.live().order_by("path").first()
    ways = {}
    for name, way, address in agencies:
        provider = provider_named(name)
        provider.trusted = True
        provider.save()
        if way == "push":
            ways[name] = Ways(provider.slug, token=new_token(provider))
            continue
        made = Channel.objects.create(
            provider=provider, kind=way, address=address, every=2, allow_private=True
        )
        ways[name] = Ways(provider.slug, folder=make(made) if way == "folder" else None)
    for word, action in ((published, "publish"), (dropped, "drop")):
        RoutingRule.objects.create(name=action, keywords=word, action=action, section=section)
    return ways


def deliveries_waiting() -> int:
    """Deliveries that are kept and not yet read."""
    from broadsheet.wire.models import Delivery

    return Delivery.objects.filter(state=Delivery.State.RECEIVED).count()


def versions_kept() -> int:
    """Versions in the record."""
    from broadsheet.wire.models import WireItem

    return WireItem.objects.count()


def came_to() -> dict[str, dict[str, Any]]:
    """What each item has come to, by guid, as the benchmark's record says it."""
    from django.db.models import Count

    from broadsheet.stories.models import Story
    from broadsheet.wire.models import Dispatch, WireItem

    kept = dict(WireItem.objects.values_list("guid").annotate(Count("pk")))
    stories: dict[str, list[Story]] = {}
    for story in Story.objects.exclude(guid="").defer("body"):
        stories.setdefault(story.guid, []).append(story)
    found: dict[str, dict[str, Any]] = {}
    for dispatch in Dispatch.objects.select_related("provider"):
        known = found.setdefault(dispatch.guid, {"dispatches": 0})
        known["dispatches"] += 1
        known |= {
            "agency": dispatch.provider.name,
            "versions": kept[dispatch.guid],
            "headline": dispatch.headline,
            "canceled": dispatch.is_tombstone,
            "alarm": dispatch.alarm,
            "state": dispatch.state,
            "stories": [
                (story.path, story.headline, story.live, story.is_killed)
                for story in stories.get(dispatch.guid, [])
            ],
        }
    return found


def rejected() -> list[tuple[str, str]]:
    """Deliveries that were refused, or of which something was, with the reason."""
    from broadsheet.wire.models import Delivery

    return list(Delivery.objects.exclude(error="").values_list("name", "error"))
