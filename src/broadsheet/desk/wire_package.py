"""How what a package carries stands in its story, and the pictures of what is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from broadsheet.desk.models import WireStory
from broadsheet.desk.wire_body import picture_block, stream_from_blocks
from broadsheet.desk.wire_held import Held, is_held
from broadsheet.desk.wire_members import held_in, is_package, members_of
from broadsheet.desk.wire_pictures import KINDS, address_in, pictures_of, shown
from broadsheet.formats.item import Item, Media
from broadsheet.wire.models import Dispatch


def is_slideshow(item: Item) -> bool:
    """Whether it is a package of two or more pictures and of nothing that has a text."""
    members = [one.item for one in item.associations]
    visible = [*shown(item), *(one for one in members if one.type in KINDS)]
    return is_package(item) and len(visible) > 1 and all(one.type in KINDS for one in members)


def package_stream(
    dispatch: Dispatch, item: Item, pictures: Mapping[str, int], held: Held
) -> list[dict[str, Any]]:
    """What a package shows of its members: the text of those that came inside and are no story of
    their own, links to the stories there are, and a gallery of its pictures.

    `pictures` are the package's own, by the agency's addresses; `held` its members that must wait.
    """
    stories = _stories(dispatch, item)
    stream: list[dict[str, Any]] = []
    for one in item.associations:
        if one.item.guid not in stories and one.item.body and not is_held(one.item, item, held):
            if one.item.headline:
                heading = f"<h2>{escape(one.item.headline, quote=False)}</h2>"
                stream.append({"type": "text", "value": heading})
            stream += stream_from_blocks(one.item.body, pictures)
    guids = dict.fromkeys(one.item.guid for one in item.associations)
    linked = [stories[guid] for guid in guids if guid in stories]
    if linked and not is_slideshow(item):
        stream.append({"type": "related", "value": {"title": "", "stories": linked}})
    if slides := [block["value"] for block in package_pictures(dispatch, item, pictures, held)]:
        stream.append({"type": "gallery", "value": {"title": "", "pictures": slides}})
    return stream


def package_pictures(
    dispatch: Dispatch, item: Item, pictures: Mapping[str, int], held: Held
) -> Iterator[dict[str, Any]]:
    """Picture blocks of a package in order: its own and those that it only names and that have
    come, then those of its members that are pictures, without those in `held`."""
    members = [one.item for one in item.associations if one.item.type in KINDS]
    others = [one.guid for one in members if not is_held(one, item, held)]
    yield from _in_order(dispatch, shown(item), others, pictures, held)


def own_pictures(
    dispatch: Dispatch, item: Item, pictures: Mapping[str, int], held: Held
) -> Iterator[dict[str, Any]]:
    """The same for what is no package: the pictures that stand beside its text."""
    inside = {block.src for block in item.body if block.kind == "picture"}
    beside = [one for one in shown(item) if address_in(one, pictures) not in inside]
    yield from _in_order(dispatch, beside, (), pictures, held)


def _in_order(
    dispatch: Dispatch,
    media: list[Media],
    others: Iterable[str],
    pictures: Mapping[str, int],
    held: Held,
) -> Iterator[dict[str, Any]]:
    """Picture blocks of `media`, then of the items that go by the guids `others`."""
    named = [one.guid or "" for one in media if _is_only_named(one) and one.guid not in held]
    named += others
    come = Dispatch.objects.filter(provider=dispatch.provider_id, guid__in=named)
    by_guid = {one.guid: one for one in come.select_related("head")} if named else {}
    for medium in media:
        if _is_only_named(medium):
            yield from _of_member(by_guid.pop(medium.guid or "", None))
        else:
            yield from _blocks([medium], pictures)
    for guid in named:
        yield from _of_member(by_guid.pop(guid, None))


def _is_only_named(medium: Media) -> bool:
    """Whether a picture is an item of its own, of which this one has no file (ninjs)."""
    return bool(medium.guid) and not any(one.href for one in medium.renditions)


def _of_member(member: Dispatch | None) -> Iterator[dict[str, Any]]:
    """The picture blocks of a `member` that has come."""
    if member is not None:
        told = member.head.read()
        yield from _blocks(shown(told), pictures_of(member, told, held_in(member, told)))


def _blocks(media: Iterable[Media], pictures: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for medium in media:
        if href := address_in(medium, pictures):
            caption, credit = medium.caption or "", medium.credit or ""
            yield picture_block(pictures[href], caption, credit, medium.alt or "")


def _stories(dispatch: Dispatch, item: Item) -> dict[str, int]:
    members = WireStory.objects.filter(
        dispatch__provider=dispatch.provider_id, dispatch__guid__in=members_of(item)
    )
    return dict(members.values_list("dispatch__guid", "story"))
