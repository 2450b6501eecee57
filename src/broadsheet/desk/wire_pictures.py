"""Pictures that came over the wire, as pictures of ours."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.desk.fitting import fit
from broadsheet.desk.models import PictureFromWire
from broadsheet.formats.item import Item, Media
from broadsheet.stories.models import Picture
from broadsheet.stories.pictures.digital_source import code_of
from broadsheet.stories.pictures.inspection import PictureRefused
from broadsheet.wire.models import GUID_LENGTH, Dispatch, WirePicture

KINDS = frozenset({"picture", "graphic"})


def pictures_of(dispatch: Dispatch, item: Item, held: Container[str]) -> dict[str, int]:
    """Address as the agency gave it -> key of our picture, for those of `dispatch` that are there.

    A picture that is fetched but not yet ours is made, with what `item` says of it; what our own
    examination refuses is left out, with the reason. So is what goes by a guid in `held`, or may
    not be shown by what `item` says. One that is ours needs no file of the wire's any more.
    """
    found: dict[str, int] = {}
    ever_fetched = dispatch.wire_pictures.exclude(sha256="")
    fetched = list(ever_fetched.exclude(state=WirePicture.State.REFUSED).order_by("position"))
    media = shown(item) if fetched else []
    for row in fetched:
        medium = _described(row.href, media)
        guid = _guid(dispatch, item, medium)
        if guid in held or (medium is None and _described(row.href, item.media)):
            continue
        if key := _ours(row, dispatch, guid, item, medium):
            found[row.href] = key
    return found


def withdraw_pictures(dispatch: Dispatch) -> None:
    """Delete our pictures of a canceled picture, with all their files. The wire's record keeps what
    the agency sent."""
    known = PictureFromWire.objects.filter(provider=dispatch.provider_id, guid=dispatch.guid)
    for picture in Picture.objects.filter(pk__in=known.values("picture")):
        picture.delete()


def shown(item: Item) -> list[Media]:
    """The pictures of `item` that may be shown with it: usable, and under no longer embargo."""
    return [
        one
        for one in item.media
        if one.kind in KINDS and one.pubstatus == "usable" and not outlasts(one.embargo, item)
    ]


def outlasts(embargo: datetime | None, item: Item) -> bool:
    """Whether the embargo of something that `item` carries holds even when `item` may be shown."""
    if embargo is None or embargo <= timezone.now():
        return False
    return item.embargo is None or embargo > item.embargo


def address_in(medium: Media, pictures: Mapping[str, int]) -> str | None:
    """The address under which one of the medium's files is among `pictures`."""
    return next((one.href for one in medium.renditions if one.href in pictures), None)


def _guid(dispatch: Dispatch, item: Item, medium: Media | None) -> str:
    """By what the agency would cancel the picture alone; empty where it goes by no name."""
    if medium is not None and medium.guid:
        return medium.guid[:GUID_LENGTH]
    return dispatch.guid if item.type in KINDS else ""


def _ours(
    row: WirePicture, dispatch: Dispatch, guid: str, item: Item, medium: Media | None
) -> int | None:
    known = PictureFromWire.objects.filter(sha256=row.sha256).first()
    key = known.picture_id if known else _make(row, item, medium) if row.file else None
    if known is None and key is None:
        return None
    PictureFromWire.objects.get_or_create(
        provider_id=dispatch.provider_id,
        guid=guid,
        sha256=row.sha256,
        defaults={"picture_id": key},
    )
    return key


def _make(row: WirePicture, item: Item, medium: Media | None) -> int | None:
    with row.file.open("rb") as stream:
        content = ContentFile(stream.read(), name=PurePath(row.file.name or "").name)
    picture = Picture(file=content)
    title = item.headline or item.slugline or ""
    source = item.digital_source_type if item.type in KINDS else None
    if medium is not None:
        title = medium.headline or title
        picture.description = fit(medium.alt or "", 255)
        picture.caption = medium.caption or ""
        picture.credit = fit(medium.credit or medium.source or "", 255)
        picture.creator = fit(medium.byline or "", 255)
        picture.copyright_notice = fit(medium.rights or "", 255)
        picture.usage_terms = medium.usage_terms or ""
        source = medium.digital_source_type or source
    picture.digital_source = code_of(source or "")
    picture.title = fit(title, 255) or _("Picture from the wire")
    try:
        picture.save()
    except PictureRefused as error:
        WirePicture.objects.filter(pk=row.pk).update(
            state=WirePicture.State.REFUSED, error=str(error)
        )
        return None
    return picture.pk


def _described(href: str, media: Iterable[Media]) -> Media | None:
    return next((one for one in media if any(each.href == href for each in one.renditions)), None)
