"""Ask the providers about the pages that a body embeds. For the desk: it waits for answers."""

from __future__ import annotations

import hashlib
import io
import logging
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image, ImageOps

from broadsheet.stories.embeds import outside
from broadsheet.stories.embeds.oembed import Described, Unreadable, read_answer
from broadsheet.stories.embeds.providers import endpoint_for
from broadsheet.stories.models.embed import Embed

logger = logging.getLogger(__name__)

ANSWER_BYTES = 256 * 1024
PICTURE_BYTES = 2 * 1024 * 1024
PICTURE_SIDE = 960
PICTURE_PIXELS = 20_000_000
PATIENCE = 10.0  # seconds for all embeds of one saving
TRY_AGAIN = timedelta(minutes=1)


def embed_values(body: Iterable[Any]) -> Iterator[Any]:
    """The values of the embed blocks of a body."""
    for block in body:
        if block.block_type == "embed":
            yield block.value


def ask_about_embeds(body: Iterable[Any]) -> None:
    """Ask about every embedded page that we don't know, or know for too long.

    Nothing is raised: what went wrong is noted with the page, and the desk warned of it. A page
    that gave trouble is asked about again after a minute; what no time was left for, next time.
    """
    end = time.monotonic() + PATIENCE
    for url in dict.fromkeys(value["url"] for value in embed_values(body)):
        endpoint = endpoint_for(url)
        if endpoint is None or time.monotonic() > end:
            continue
        known = Embed.objects.known(url)
        if known is None or _is_due(known):
            _ask(known or Embed(url=url, url_hash=Embed.hash_of(url)), endpoint)


def _is_due(known: Embed) -> bool:
    now = timezone.now()
    return known.asked_at + TRY_AGAIN <= now if known.trouble else known.keep_until <= now


def _ask(embed: Embed, endpoint: str) -> None:
    embed.asked_at = embed.keep_until = timezone.now()
    embed.trouble = ""
    old_picture = embed.picture.name
    try:
        answer = outside.fetch(endpoint, limit=ANSWER_BYTES, accept="application/json")
        described = read_answer(answer.body)
    except outside.Unreachable as error:
        embed.trouble = error.code
    except Unreadable:
        embed.trouble = "unreadable"
    else:
        _take_over(embed, described)
        _take_picture(embed, described.picture_url)
    if embed.trouble:
        logger.warning("%s did not describe %s: %s", endpoint, embed.url, embed.trouble)
    try:
        with transaction.atomic():
            embed.save()
    except IntegrityError:  # somebody else saved the same address in this instant
        return
    if old_picture and old_picture != embed.picture.name:
        embed.picture.storage.delete(old_picture)


def _take_over(embed: Embed, described: Described) -> None:
    for name in (
        *("kind", "title", "author", "provider", "words", "language", "frame_url"),
        *("width", "height"),
    ):
        setattr(embed, name, getattr(described, name))
    embed.keep_until = embed.asked_at + timedelta(seconds=described.kept_seconds)


def _take_picture(embed: Embed, url: str) -> None:
    """Keep the provider's small picture as a file of our own; without one where it's no use."""
    if not url:
        embed.picture = ""
        return
    try:
        answer = outside.fetch(url, limit=PICTURE_BYTES, accept="image/*")
        data = small_jpeg(answer.body)
    except (outside.Unreachable, OSError, ValueError, Image.DecompressionBombError) as error:
        logger.info("No picture for %s: %s", embed.url, error)
        return
    name = f"{embed.url_hash[:16]}-{hashlib.sha256(data).hexdigest()[:8]}.jpg"
    if not (embed.picture.name or "").endswith(name):
        embed.picture.save(name, ContentFile(data), save=False)


def small_jpeg(data: bytes) -> bytes:
    """The picture in `data` as a JPEG of at most 960 pixels, without anything it carried.

    Raises `OSError` or `ValueError` for what is no picture or has too many pixels.
    """
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF", "AVIF")) as found:
        if found.width * found.height > PICTURE_PIXELS:
            raise ValueError("too many pixels")
        found.draft("RGB", (PICTURE_SIDE, PICTURE_SIDE))
        upright = ImageOps.exif_transpose(found).convert("RGB")
    upright.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    stream = io.BytesIO()
    upright.save(stream, "JPEG", quality=80, optimize=True)
    return stream.getvalue()
