"""Packages: what they carry, and how that stands in their story.

What a package says of a member is little; the member itself is a dispatch of its own, which may
come before the package, after it, or never. An item that says it is the translation of another one
carries what that one tells, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any

from broadsheet.desk.models import PackageMember, WireStory
from broadsheet.desk.wire_body import picture_block, stream_from_blocks
from broadsheet.desk.wire_held import held_members, is_held
from broadsheet.desk.wire_pictures import KINDS, address_in, pictures_of, shown
from broadsheet.formats.item import Item, Media
from broadsheet.wire.models import GUID_LENGTH, Dispatch

PACKAGE = "composite"
_TRANSLATION = "translationOf"
#: Guid of a member that must wait -> the end of its embargo, None where it is withheld.
Held = Mapping[str, datetime | None]


def is_package(item: Item) -> bool:
    """Whether the item is made of other items."""
    return item.type == PACKAGE


def is_slideshow(item: Item) -> bool:
    """Whether it is a package of two or more pictures and of nothing that has a text."""
    members = [one.item for one in item.associations]
    visible = [*shown(item), *(one for one in members if one.type in KINDS)]
    return is_package(item) and len(visible) > 1 and all(one.type in KINDS for one in members)


def carries(item: Item) -> bool:
    """Whether the item has to go when another one does."""
    return is_package(item) or any(link.rel == _TRANSLATION for link in item.links)


def members_of(item: Item) -> list[str]:
    """The guids of what an item carries, as the record writes them, each once."""
    carried = [link.href for link in item.links if link.rel == _TRANSLATION]
    if is_package(item):
        carried += [one.guid for one in item.media if one.guid]
        carried += [one.item.guid for one in item.associations]
    return [guid for guid in dict.fromkeys(carried) if guid and len(guid) <= GUID_LENGTH]


def held_in(dispatch: Dispatch, item: Item) -> Held:
    """The members of a package that it must not show yet; nothing for what is no package."""
    return held_members(dispatch, members_of(item), item) if is_package(item) else {}


def note_members(dispatch: Dispatch, item: Item) -> None:
    """Note what this version of a package carries; earlier versions' members stay noted."""
    PackageMember.objects.bulk_create(
        (
            PackageMember(package=dispatch, provider_id=dispatch.provider_id, guid=guid)
            for guid in members_of(item)
        ),
        ignore_conflicts=True,
    )


def carriers_of(dispatch: Dispatch) -> list[Dispatch]:
    """The packages and translations that carry the item, in any of their versions; and those that
    carry these, and so on."""
    found: dict[int, Dispatch] = {}
    pending = [dispatch]
    while pending:
        guids = [one.guid for one in pending]
        carrying = PackageMember.objects.filter(provider=dispatch.provider_id, guid__in=guids)
        rows = carrying.select_related("package__provider", "package__head").order_by("pk")
        around = {one.package_id: one.package for one in rows}
        pending = [one for key, one in around.items() if key not in found and key != dispatch.pk]
        found |= {one.pk: one for one in pending}
    return list(found.values())


def carries_what_was_canceled(dispatch: Dispatch) -> bool:
    """Whether the agency has canceled something that the item carries, or that this carries."""
    seen = {dispatch.pk}
    pending = [dispatch.pk]
    while pending:
        guids = PackageMember.objects.filter(package__in=pending).values("guid")
        members = Dispatch.objects.filter(provider=dispatch.provider_id, guid__in=guids)
        rows = members.exclude(pk__in=seen).values_list("pk", "pubstatus")
        if any(pubstatus == "canceled" for _key, pubstatus in rows):
            return True
        pending = [key for key, _pubstatus in rows]
        seen |= set(pending)
    return False


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
    own = shown(item)
    named = [one.guid or "" for one in own if _is_only_named(one) and one.guid not in held]
    members = [one.item for one in item.associations if one.item.type in KINDS]
    named += [one.guid or "" for one in members if not is_held(one, item, held)]
    come = Dispatch.objects.filter(provider=dispatch.provider_id, guid__in=named)
    by_guid = {one.guid: one for one in come.select_related("head")}
    for medium in own:
        if _is_only_named(medium):
            yield from _of_member(by_guid.pop(medium.guid or "", None))
        else:
            yield from _blocks([medium], pictures)
    for guid in named:
        yield from _of_member(by_guid.pop(guid, None))


def _is_only_named(medium: Media) -> bool:
    """Whether a picture is an item of its own, of which the package has no file (ninjs)."""
    return bool(medium.guid) and not any(one.href for one in medium.renditions)


def _of_member(member: Dispatch | None) -> Iterator[dict[str, Any]]:
    """The picture blocks of a `member` that has come."""
    if member is not None:
        told = member.head.read()
        yield from _blocks(shown(told), pictures_of(member, told))


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
