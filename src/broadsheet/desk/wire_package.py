"""Packages: what they carry, and how that stands in their story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from broadsheet.desk.models import PackageMember, WireStory
from broadsheet.desk.wire_body import picture_block, stream_from_blocks
from broadsheet.desk.wire_pictures import address_in, shown
from broadsheet.formats.item import Item, Media
from broadsheet.wire.models import GUID_LENGTH, Dispatch

PACKAGE = "composite"


def is_package(item: Item) -> bool:
    """Whether the item is made of other items."""
    return item.type == PACKAGE


def is_slideshow(item: Item) -> bool:
    """Whether it is a package of pictures: two or more of them, and no other item with a text."""
    return (
        is_package(item)
        and len(slides(item)) > 1
        and not any(one.item.body for one in item.associations if one.item.type == "text")
    )


def slides(item: Item) -> list[Media]:
    """The pictures of a slideshow in order: its own, then those of the items inside."""
    return [*shown(item), *(one for each in item.associations for one in shown(each.item))]


def members_of(item: Item) -> list[str]:
    """The guids of what a package carries, as the record writes them, each once."""
    carried = [*(one.item.guid for one in item.associations), *(one.guid for one in item.media)]
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
    return list(
        Dispatch.objects.filter(
            members__provider=dispatch.provider_id, members__guid=dispatch.guid
        ).distinct()
    )


def carries_what_was_canceled(dispatch: Dispatch) -> bool:
    """Whether the agency has canceled something that the package carries."""
    guids = PackageMember.objects.filter(package=dispatch).values("guid")
    return Dispatch.objects.filter(
        provider=dispatch.provider_id, guid__in=guids, pubstatus="canceled"
    ).exists()


def package_stream(
    dispatch: Dispatch, item: Item, pictures: Mapping[str, int]
) -> list[dict[str, Any]]:
    """What a package shows of its members: a gallery, the stories there are, and the text of those
    that came inside and are no story of their own."""
    if is_slideshow(item):
        gallery = list(_slides(item, pictures))
        return [{"type": "gallery", "value": {"title": "", "pictures": gallery}}] if gallery else []
    guids = members_of(item)
    members = WireStory.objects.filter(
        dispatch__provider=dispatch.provider_id, dispatch__guid__in=guids
    )
    stories = dict(members.values_list("dispatch__guid", "story"))
    stream: list[dict[str, Any]] = []
    for one in item.associations:
        if one.item.guid not in stories and one.item.pubstatus == "usable" and one.item.body:
            heading = one.item.headline
            if heading:
                stream.append({"type": "text", "value": f"<h2>{escape(heading, quote=False)}</h2>"})
            stream += stream_from_blocks(one.item.body, pictures)
    linked = [stories[guid] for guid in guids if guid in stories]
    if linked:
        stream.append({"type": "related", "value": {"title": "", "stories": linked}})
    return stream


def _slides(item: Item, pictures: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for medium in slides(item):
        if href := address_in(medium, pictures):
            block = picture_block(
                pictures[href], medium.caption or "", medium.credit or "", medium.alt or ""
            )
            yield block["value"]
