"""Parts of a dispatch that must not be shown yet, and whether a story shows one all the same."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from broadsheet.desk.models import PictureFromWire
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_held import is_held
from broadsheet.desk.wire_pictures import KINDS, shown
from broadsheet.formats.item import Item, Media
from broadsheet.stories.models import Picture, Story
from broadsheet.stories.shown_in_public import stories_that_show
from broadsheet.stories.text import strip_tags
from broadsheet.wire.models import Dispatch


@dataclass(frozen=True)
class Part:
    """A part that must wait: what it is called, and the end of its embargo (None: not said)."""

    title: str
    until: datetime | None


def held_parts(copy: WireCopy) -> list[Part]:
    """The parts of `copy` that must not be shown yet, in the agency's words."""
    known = Dispatch.objects.filter(provider=copy.dispatch.provider_id)
    come = {one.guid: str(one) for one in known.filter(guid__in=list(copy.held))}
    found = {guid: Part(title, copy.held[guid]) for guid, title in come.items()}
    guids = _held_guids(copy) - found.keys()
    inside: list[Item | Media] = [*(one.item for one in copy.item.associations), *copy.item.media]
    for part in inside:
        if (guid := part.guid) and guid in guids:
            until = part.embargo if part.pubstatus == "usable" else None
            found[guid] = Part(part.headline or guid, until)
    return list(found.values())


def pages_showing(dispatch: Dispatch) -> list[Story]:
    """Public stories that show a picture which came as `dispatch`."""
    shown_by = [stories_that_show(picture) for picture in pictures_named([dispatch.guid], dispatch)]
    return list({story.pk: story for stories in shown_by for story in stories}.values())


def pictures_named(guids: Collection[str], dispatch: Dispatch) -> QuerySet[Picture]:
    """Our pictures that the agency of `dispatch` sent under one of `guids`."""
    known = PictureFromWire.objects.filter(provider=dispatch.provider_id, guid__in=guids)
    return Picture.objects.filter(pk__in=known.values("picture"))


def shows_held_part(story: Story, copy: WireCopy, news: Collection[str] | None) -> bool:
    """Whether `story`, as it is out or as the desk saved it last, shows a part of `copy` that the
    agency withholds or has put under a longer embargo: a picture, or text that came inside.

    Of the parts named in `news` (guids); of any where it is None. A member that is a story of its
    own is no part: links to it vanish with it.
    """
    guids = _held_guids(copy)
    if news is not None:
        guids &= set(news)
    if not guids:
        return False
    pictures = set(pictures_named(guids, copy.dispatch).values_list("pk", flat=True))
    members = [one.item for one in copy.item.associations if one.item.guid in guids]
    phrases = {words for member in members for words in _phrases(member)}
    return any(
        pictures.intersection(_pictures(saved)) or phrases.intersection(_texts(saved))
        for saved in _saved(story)
    )


def _held_guids(copy: WireCopy) -> set[str]:
    item, own = copy.item, copy.dispatch.guid
    free = shown(item)
    members = [one.item for one in item.associations]
    pictures = [one for one in item.media if one.kind in KINDS and one not in free]
    return {
        *copy.held,
        *(one.guid for one in members if is_held(one, item, copy.held)),
        *(one.guid for one in pictures if one.guid and one.guid != own),
    }


def _saved(story: Story) -> Iterator[Any]:
    """What the story says, as plain data: the row that readers are shown, and the last revision."""
    yield [{"picture": story.lead_picture_id}, list(story.body.raw_data)]
    if (latest := story.latest_revision) is not None:
        lead = {"picture": latest.content.get("lead_picture")}
        yield [lead, json.loads(latest.content.get("body") or "[]")]


def _pictures(saved: Any) -> Iterator[int]:
    """Keys of the pictures in stream data."""
    if isinstance(saved, dict):
        if isinstance(key := saved.get("picture"), int):
            yield key
        for value in saved.values():
            yield from _pictures(value)
    elif isinstance(saved, list | tuple):
        for value in saved:
            yield from _pictures(value)


def _phrases(member: Item) -> Iterator[str]:
    """Its paragraphs."""
    return filter(None, (_plain(block.html or "") for block in member.body))


def _texts(saved: Any) -> Iterator[str]:
    """The paragraphs in stream data."""
    if isinstance(saved, str):
        yield from map(_plain, saved.replace("</p>", "</p>\n").splitlines())
    elif isinstance(saved, dict):
        for value in saved.values():
            yield from _texts(value)
    elif isinstance(saved, list | tuple):
        for value in saved:
            yield from _texts(value)


def _plain(markup: str) -> str:
    return " ".join(strip_tags(markup).split())
