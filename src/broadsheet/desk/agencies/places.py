"""Where a channel's deliveries come from, as it is shown and as it may be written at the desk."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from broadsheet.stories.views.canonical import absolute
from broadsheet.wire.models import Channel
from broadsheet.wire.transports.folder import folder_of

# Below BROADSHEET_HOME. Folders elsewhere are for whoever has a shell there: a folder that is
# watched is emptied, and what lies in it can be read at the desk.
FOLDERS = "wire"


def shown_place(channel: Channel) -> str:
    """Where deliveries come from, without the password that an address may carry.

    The address that is asked, the folder into which files are dropped, or the address to which the
    agency posts.
    """
    if channel.kind == Channel.Kind.FOLDER:
        return str(folder_of(channel) / "in")
    if channel.kind == Channel.Kind.PUSH:
        return absolute(reverse("wire_push", args=[channel.provider.slug]))
    parts = urlsplit(channel.address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def checked_address(text: str) -> str:
    """An address that can be asked: http or https, with a host. Raises `ValidationError`."""
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or any(one.isspace() for one in text):
        raise ValidationError(_("Write a whole address, such as https://tidewire.example/feed."))
    return text


def checked_folder(text: str) -> str:
    """A folder below `wire/` in the paper's own place. Raises `ValidationError`.

    No link may lead out of there.
    """
    root = (Path(settings.HOME) / FOLDERS).resolve()
    try:
        folder = (Path(settings.HOME) / text).resolve()
    except (OSError, ValueError):
        folder = root
    if root not in folder.parents:
        raise ValidationError(
            _(
                "Write a folder such as wire/tide. Folders outside the paper’s own place are "
                "opened with “broadsheet wire channel”."
            )
        )
    return f"{FOLDERS}/{folder.relative_to(root)}"


def is_watched(folder: str, besides: Channel) -> bool:
    """Whether another channel watches the folder, one that holds it, or one within it."""
    wanted = (Path(settings.HOME) / folder).resolve()
    others = Channel.objects.filter(kind=Channel.Kind.FOLDER).exclude(pk=besides.pk)
    found = (folder_of(one).resolve() for one in others)
    return any(one == wanted or wanted in one.parents or one in wanted.parents for one in found)
