"""Fetch the pictures that are waited for, a few at once."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.utils import timezone

from broadsheet.formats.archives import is_archive, open_archive
from broadsheet.formats.inside import files_inside, is_inside
from broadsheet.wire.models import Channel, Delivery, WirePicture
from broadsheet.wire.pictures.checking import LARGEST, NoPicture
from broadsheet.wire.pictures.keeping import put
from broadsheet.wire.signals import picture_fetched
from broadsheet.wire.transports.fetching import NotFetched, fetch
from broadsheet.wire.transports.folder import folder_of

logger = logging.getLogger(__name__)
AT_ONCE = 4
MOST_TRIES = 6
FIRST_PAUSE = timedelta(seconds=15)


def fetch_waiting() -> int:
    """Fetch the next few pictures that are due; how many were asked for."""
    due = list(
        WirePicture.objects.filter(
            state=WirePicture.State.WAITING, next_at__isnull=False, next_at__lte=timezone.now()
        )
        .select_related("dispatch__head__delivery__channel")
        .defer("dispatch__head__item", "dispatch__head__delivery__content")
        .order_by("next_at")[:AT_ONCE]
    )
    remote = [picture for picture in due if urlsplit(picture.href).scheme]
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pictures") as threads:
        for picture, answer in zip(remote, threads.map(fetched, remote), strict=True):
            _settle(picture, answer)
    for picture in due:
        if picture not in remote:
            _settle(picture, beside(picture))
    return len(due)


def fetched(picture: WirePicture) -> bytes | NotFetched:
    """The bytes at a picture's web address, or why there are none. Asks no database."""
    channel = picture.dispatch.head.delivery.channel
    try:
        return fetch(
            picture.href, allow_private=_is_its_own(channel, picture.href), largest=LARGEST
        ).body
    except NotFetched as error:
        return error


def _is_its_own(channel: Channel | None, href: str) -> bool:
    """Whether `href` lies on the host of a channel that may be in a private network: items name
    addresses as they please, and no other host of that network is an agency's business."""
    if channel is None or not channel.allow_private:
        return False
    try:
        return urlsplit(href).hostname == urlsplit(channel.address).hostname
    except ValueError:
        return False


def beside(picture: WirePicture) -> bytes | NotFetched:
    """The bytes of a picture that came with its item: inside it, packed with it, or dropped
    beside it."""
    delivery = picture.dispatch.head.delivery
    try:
        name = Path(unquote(urlsplit(picture.href).path)).name
        members = _members(delivery)
        for path, content in members:
            if path and Path(path).name == name:
                return content
        if is_inside(name):
            for _, document in members:
                for own, content in files_inside(document):
                    if own == name:
                        return content
        return _dropped(name, delivery.channel)
    except NotFetched as error:
        return error
    except (OSError, ValueError) as error:
        return NotFetched(str(error))


def _members(delivery: Delivery) -> list[tuple[str, bytes]]:
    """The files of a delivery with their paths; one that is no archive has no path. None of one
    whose content has been let go."""
    if delivery.content is None:
        return []
    content = bytes(delivery.content)
    return open_archive(content) if is_archive(content) else [("", content)]


def _dropped(name: str, channel: Channel | None) -> bytes:
    """The file of that name which was dropped beside the items. Raises `NotFetched`, `OSError`."""
    if channel is None or channel.kind != Channel.Kind.FOLDER or not name:
        raise NotFetched("the item names a file that did not come with it")
    path = folder_of(channel) / "media" / name
    if path.is_symlink() or not path.is_file():
        raise NotFetched(f"{name} has not come yet")
    if path.stat().st_size > LARGEST:
        raise NotFetched(f"{name} is larger than {LARGEST // 1024**2} MiB")
    return path.read_bytes()


@transaction.atomic
def _settle(picture: WirePicture, answer: bytes | NotFetched) -> None:
    picture.tries += 1
    if isinstance(answer, NotFetched):
        picture.error = str(answer)
        if picture.tries >= MOST_TRIES:
            picture.state, picture.next_at = WirePicture.State.REFUSED, None
        else:
            picture.next_at = timezone.now() + FIRST_PAUSE * 4 ** (picture.tries - 1)
        picture.save()
        return
    try:
        put(picture, answer)
    except NoPicture as error:
        picture.state, picture.next_at = WirePicture.State.REFUSED, None
        picture.error = str(error)
        picture.save()
        return
    for receiver, answered in picture_fetched.send_robust(sender=WirePicture, picture=picture):
        if isinstance(answered, Exception):
            logger.error("%s failed for %s", receiver, picture.href, exc_info=answered)
