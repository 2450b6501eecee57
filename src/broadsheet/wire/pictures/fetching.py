"""Fetch the pictures that are waited for, a few at once."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.utils import timezone

from broadsheet.wire.models import Channel, WirePicture
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
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="pictures") as threads:
        for picture, answer in zip(due, threads.map(content_of, due), strict=True):
            _settle(picture, answer)
    return len(due)


def content_of(picture: WirePicture) -> bytes | NotFetched:
    """The bytes at a picture's address, or why there are none. Asks no database."""
    channel = picture.dispatch.head.delivery.channel
    try:
        if urlsplit(picture.href).scheme:
            private = bool(channel and channel.allow_private)
            return fetch(picture.href, allow_private=private, largest=LARGEST).body
        return _beside(picture.href, channel)
    except NotFetched as error:
        return error
    except (OSError, ValueError) as error:
        return NotFetched(str(error))


def _beside(href: str, channel: Channel | None) -> bytes:
    """The file of that name which was dropped beside the items. Raises `NotFetched`, `OSError`."""
    name = Path(unquote(urlsplit(href).path)).name
    if channel is None or channel.kind != Channel.Kind.FOLDER or not name:
        raise NotFetched("the item names a file that came with no folder")
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
