"""Parts of a dispatch that must not be shown yet, and whether a story shows one all the same."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from broadsheet.desk.models import PictureFromWire
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_held import is_held
from broadsheet.desk.wire_pictures import KINDS, shown
from broadsheet.formats.item import Item
from broadsheet.stories.models import Story
from broadsheet.stories.text import strip_tags


def shows_held_part(story: Story, copy: WireCopy, news: Collection[str] | None) -> bool:
    """Whether `story`, as it is out or as the desk saved it last, shows a part of `copy` that the
    agency withholds or has put under a longer embargo: a picture, or text that came inside.

    Of the parts named in `news` (guids); of any where it is None. A member that is a story of its
    own is no part: links to it vanish with it.
    """
    guids = set(_held_guids(copy))
    if news is not None:
        guids &= set(news)
    if not guids:
        return False
    known = PictureFromWire.objects.filter(provider=copy.dispatch.provider_id, guid__in=guids)
    pictures = set(known.exclude(picture=None).values_list("picture_id", flat=True))
    members = [one.item for one in copy.item.associations if one.item.guid in guids]
    phrases = {words for member in members for words in _phrases(member)}
    return any(
        pictures.intersection(_pictures(saved)) or phrases.intersection(_texts(saved))
        for saved in _saved(story)
    )


def _held_guids(copy: WireCopy) -> Iterator[str]:
    item = copy.item
    yield from copy.held
    yield from (one.item.guid for one in item.associations if is_held(one.item, item, copy.held))
    free = shown(item)
    yield from (
        one.guid for one in item.media if one.guid and one.kind in KINDS and one not in free
    )


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
