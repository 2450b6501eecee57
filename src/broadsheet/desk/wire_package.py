"""Packages: what they carry, and how that stands in their story.

What a package says of a member is little; the member itself is a dispatch of its own, which may
come before the package, after it, or never.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from broadsheet.desk.models import PackageMember, WireStory
from broadsheet.desk.wire_body import picture_block, stream_from_blocks
from broadsheet.desk.wire_pictures import KINDS, address_in, pictures_of, shown
from broadsheet.formats.item import Item
from broadsheet.wire.models import GUID_LENGTH, Dispatch

PACKAGE = "composite"


def is_package(item: Item) -> bool:
    """Whether the item is made of other items."""
    return item.type == PACKAGE


def is_slideshow(item: Item) -> bool:
    """Whether it is a package of two or more pictures and of nothing that has a text."""
    members = [one.item for one in item.associations]
    visible = [*shown(item), *(one for one in members if one.type in KINDS)]
    return is_package(item) and len(visible) > 1 and all(one.type in KINDS for one in members)


def members_of(item: Item) -> list[str]:
    """The guids of what a package carries, as the record writes them, each once."""
    carried = [*(one.guid for one in item.media), *(one.item.guid for one in item.associations)]
    return [guid for guid in dict.fromkeys(carried) if guid and len(guid) <= GUID_LENGTH]


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
    """The packages that carry the item, in any of their versions."""
    carrying = PackageMember.objects.filter(provider=dispatch.provider_id, guid=dispatch.guid)
    return [one.package for one in carrying.select_related("package__provider", "package__head")]


def carries_what_was_canceled(dispatch: Dispatch) -> bool:
    """Whether the agency has canceled something that the package carries."""
    guids = PackageMember.objects.filter(package=dispatch).values("guid")
    return Dispatch.objects.filter(
        provider=dispatch.provider_id, guid__in=guids, pubstatus="canceled"
    ).exists()


def package_stream(
    dispatch: Dispatch, item: Item, pictures: Mapping[str, int]
) -> list[dict[str, Any]]:
    """What a package shows of its members: the text of those that came inside and are no story of
    their own, links to the stories there are, and a gallery of its pictures.

    `pictures` are the package's own, by the agency's addresses.
    """
    stories = _stories(dispatch, item)
    stream: list[dict[str, Any]] = []
    for one in item.associations:
        if one.item.guid not in stories and one.item.pubstatus == "usable" and one.item.body:
            if one.item.headline:
                heading = f"<h2>{escape(one.item.headline, quote=False)}</h2>"
                stream.append({"type": "text", "value": heading})
            stream += stream_from_blocks(one.item.body, pictures)
    guids = dict.fromkeys(one.item.guid for one in item.associations)
    linked = [stories[guid] for guid in guids if guid in stories]
    if linked and not is_slideshow(item):
        stream.append({"type": "related", "value": {"title": "", "stories": linked}})
    if slides := [block["value"] for block in package_pictures(dispatch, item, pictures)]:
        stream.append({"type": "gallery", "value": {"title": "", "pictures": slides}})
    return stream


def package_pictures(
    dispatch: Dispatch, item: Item, pictures: Mapping[str, int]
) -> Iterator[dict[str, Any]]:
    """Picture blocks of a package in order: its own, then those of its members that are pictures
    and have come."""
    yield from _blocks(item, pictures)
    guids = [one.item.guid for one in item.associations if one.item.type in KINDS]
    come = Dispatch.objects.filter(provider=dispatch.provider_id, guid__in=guids)
    members = {one.guid: one for one in come.select_related("head")}
    for guid in dict.fromkeys(guids):
        member = members.get(guid)
        if member is not None and member.pubstatus == "usable":
            told = member.head.read()
            yield from _blocks(told, pictures_of(member, told))


def _blocks(item: Item, pictures: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for medium in shown(item):
        if href := address_in(medium, pictures):
            caption, credit = medium.caption or "", medium.credit or ""
            yield picture_block(pictures[href], caption, credit, medium.alt or "")


def _stories(dispatch: Dispatch, item: Item) -> dict[str, int]:
    members = WireStory.objects.filter(
        dispatch__provider=dispatch.provider_id, dispatch__guid__in=members_of(item)
    )
    return dict(members.values_list("dispatch__guid", "story"))
