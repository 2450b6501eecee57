"""Pictures that came over the wire, as pictures of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.desk.fitting import fit
from broadsheet.desk.models import PictureFromWire
from broadsheet.formats.item import Item, Media
from broadsheet.stories.models import Picture
from broadsheet.stories.pictures.inspection import PictureRefused
from broadsheet.wire.models import Dispatch, WirePicture

KINDS = frozenset({"picture", "graphic"})


def pictures_of(dispatch: Dispatch, item: Item) -> dict[str, int]:
    """Address as the agency gave it -> key of our picture, for those of `dispatch` that are there.

    A picture that is fetched but not yet ours is made, with what `item` says of it; what our own
    examination refuses is left out, with the reason.
    """
    found: dict[str, int] = {}
    fetched = dispatch.wire_pictures.filter(state=WirePicture.State.FETCHED)
    for row in fetched.order_by("position"):
        known = PictureFromWire.objects.filter(sha256=row.sha256).first()
        key = known.picture_id if known else _make(row, item)
        if key is not None:
            found[row.href] = key
    return found


def shown(item: Item) -> list[Media]:
    """The pictures of `item` that may be shown: usable, and under no embargo of their own."""
    now = timezone.now()
    return [
        one
        for one in item.media
        if one.kind in KINDS
        and one.pubstatus == "usable"
        and (one.embargo is None or one.embargo <= now or one.embargo == item.embargo)
    ]


def address_in(medium: Media, pictures: Mapping[str, int]) -> str | None:
    """The address under which one of the medium's files is among `pictures`."""
    return next((one.href for one in medium.renditions if one.href in pictures), None)


def _make(row: WirePicture, item: Item) -> int | None:
    medium = _described(row.href, shown(item))
    with row.file.open("rb") as stream:
        content = ContentFile(stream.read(), name=PurePath(row.file.name or "").name)
    picture = Picture(file=content)
    title = item.headline or item.slugline or ""
    if medium is not None:
        title = medium.headline or title
        picture.description = fit(medium.alt or "", 255)
        picture.caption = medium.caption or ""
        picture.credit = fit(medium.credit or medium.source or "", 255)
        picture.creator = fit(medium.byline or "", 255)
        picture.copyright_notice = fit(medium.rights or "", 255)
        picture.usage_terms = medium.usage_terms or ""
    picture.title = fit(title, 255) or _("Picture from the wire")
    try:
        picture.save()
    except PictureRefused as error:
        WirePicture.objects.filter(pk=row.pk).update(
            state=WirePicture.State.REFUSED, error=str(error)
        )
        return None
    PictureFromWire.objects.create(sha256=row.sha256, picture=picture)
    return picture.pk


def _described(href: str, media: Iterable[Media]) -> Media | None:
    return next((one for one in media if any(each.href == href for each in one.renditions)), None)
