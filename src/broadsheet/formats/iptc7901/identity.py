"""Names of messages: their numbers begin again every day, so that a number alone names nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from broadsheet.formats.iptc7901.messages import Message


def day_of(moment: datetime) -> str:
    """The day that stands in a guid, in UTC (``2031-05-05``)."""
    return f"{moment:%Y-%m-%d}"


def day_named(moment: datetime, own: str, other: str) -> str:
    """The day of the message ``other`` that message ``own`` (both are numbers) names at
    ``moment``: numbers rise through a day, so a greater one than its own is of the day before."""
    return day_of(moment - timedelta(days=int(other) > int(own)))


def name_of(message: Message, format: str, number: str, moment: datetime | None, day: str) -> str:
    """The guid of ``message``: its format, its number, and when it was sent.

    Where no closing line says when, its words tell it from the same number on other days
    (sixteen hexadecimal digits of their SHA-256); ``day`` is what the header says of the date,
    if anything.
    """
    if moment is not None:
        return f"{format}:{number}:{day_of(moment)}"
    lines = [*message.header, *message.text, *message.after]
    words = " ".join(word for line in lines for word in line.split())
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    return ":".join(part for part in (format, number, day, digest) if part)
