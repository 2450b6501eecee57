"""What dispatches carry: the members of packages, what a translation tells, pictures of texts.

What a package says of a member is little; the member itself is a dispatch of its own, which may
come before the package, after it, or never. An item that says it is the translation of another one
carries what that one tells, and goes with it. A picture in a text may be a dispatch of its own as
well, and what rules that holds there too; but the text can do without it.
"""

from __future__ import annotations

from broadsheet.desk.models import PackageMember
from broadsheet.desk.wire_held import Held, held_members
from broadsheet.desk.wire_pictures import KINDS
from broadsheet.formats.item import Item
from broadsheet.wire.models import GUID_LENGTH, Dispatch

PACKAGE = "composite"
_TRANSLATION = "translationOf"


def is_package(item: Item) -> bool:
    """Whether the item is made of other items."""
    return item.type == PACKAGE


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
    """The members of a package, or the pictures of what is none, that it must not show yet."""
    guids = members_of(item) if is_package(item) else _pictures_shown_by(dispatch, item)
    return held_members(dispatch, guids, item)


def note_members(dispatch: Dispatch, item: Item) -> None:
    """Note what this version of a package carries; earlier versions' members stay noted."""
    PackageMember.objects.bulk_create(
        (
            PackageMember(package=dispatch, provider_id=dispatch.provider_id, guid=guid)
            for guid in members_of(item)
        ),
        update_conflicts=True,
        unique_fields=["package", "guid"],
        update_fields=["only_shown"],
    )


def note_pictures(dispatch: Dispatch, item: Item) -> None:
    """Note which pictures this version of a story shows that may be items of their own."""
    if guids := [] if is_package(item) else _pictures_shown_by(dispatch, item):
        shown_there = {"package": dispatch, "provider_id": dispatch.provider_id, "only_shown": True}
        PackageMember.objects.bulk_create(
            (PackageMember(guid=guid, **shown_there) for guid in guids), ignore_conflicts=True
        )


def _pictures_shown_by(dispatch: Dispatch, item: Item) -> list[str]:
    """The guids of the pictures in an item, without its own."""
    named = (one.guid or "" for one in item.media if one.kind in KINDS)
    wanted = [guid for guid in named if guid != dispatch.guid and len(guid) <= GUID_LENGTH]
    return list(filter(None, dict.fromkeys(wanted)))


def carriers_of(dispatch: Dispatch) -> list[Dispatch]:
    """The packages and translations that carry the item, in any of their versions; and those that
    carry these, and so on."""
    found: dict[int, Dispatch] = {}
    pending = [dispatch]
    while pending:
        guids = [one.guid for one in pending]
        around = _with_members(dispatch, guids, only_shown=False)
        pending = [one for key, one in around.items() if key not in found and key != dispatch.pk]
        found |= {one.pk: one for one in pending}
    return list(found.values())


def showing(dispatch: Dispatch) -> list[Dispatch]:
    """What shows the item as one of its pictures, in any version, and can do without it."""
    return list(_with_members(dispatch, [dispatch.guid], only_shown=True).values())


def _with_members(dispatch: Dispatch, guids: list[str], *, only_shown: bool) -> dict[int, Dispatch]:
    """By their keys, dispatches of the same agency that have members going by `guids`."""
    noted = PackageMember.objects.filter(
        provider=dispatch.provider_id, guid__in=guids, only_shown=only_shown
    )
    rows = noted.select_related("package__provider", "package__head").order_by("pk")
    return {one.package_id: one.package for one in rows}


def carries_what_was_canceled(dispatch: Dispatch) -> bool:
    """Whether the agency has canceled something that the item carries, or that this carries."""
    seen = {dispatch.pk}
    pending = [dispatch.pk]
    while pending:
        noted = PackageMember.objects.filter(package__in=pending, only_shown=False)
        guids = noted.values("guid")
        members = Dispatch.objects.filter(provider=dispatch.provider_id, guid__in=guids)
        rows = members.exclude(pk__in=seen).values_list("pk", "pubstatus")
        if any(pubstatus == "canceled" for _key, pubstatus in rows):
            return True
        pending = [key for key, _pubstatus in rows]
        seen |= set(pending)
    return False
