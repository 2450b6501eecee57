"""The files of fetched pictures: one for each content, however many items bring it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from broadsheet.wire.models import Dispatch, WirePicture
from broadsheet.wire.pictures.checking import check

# Where originals lie that no reader is given.
FOLDER = "original_images/wire"
KEPT = timedelta(days=7)
AT_ONCE = 200


def put(picture: WirePicture, content: bytes) -> None:
    """Check `content` and keep it as the file of `picture`. Raises `checking.NoPicture`."""
    checked = check(content)
    digest = hashlib.sha256(content).hexdigest()
    name = f"{FOLDER}/{digest[:2]}/{digest}.{checked.suffix}"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(content))
    picture.file = name
    picture.sha256 = digest
    picture.width, picture.height = checked.width, checked.height
    picture.state = WirePicture.State.FETCHED
    picture.error, picture.next_at = "", None
    picture.save()


def clear_old_files() -> int:
    """Delete the files of pictures that nobody took within a week; how many there were.

    What the desk has taken stays, and so does a file that another dispatch still needs.
    """
    before = timezone.now() - KEPT
    old = WirePicture.objects.filter(
        state=WirePicture.State.FETCHED,
        dispatch__arrived_at__lt=before,
        dispatch__state__in=[Dispatch.State.NEW, Dispatch.State.DROPPED],
    )[:AT_ONCE]
    cleared = 0
    for picture in old:
        name = picture.file.name or ""
        picture.file, picture.state = "", WirePicture.State.WAITING
        picture.save(update_fields=["file", "state"])
        if not WirePicture.objects.filter(file=name).exists():
            default_storage.delete(name)
            cleared += 1
    return cleared
