"""Points in time as deliveries write them (ISO 8601, RFC 3339 and their common variants)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

_DATE_TIME = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)

_DIGITS = re.compile(r"((?:19|20)\d{6})(\d{4}(?:\d\d)?)(?=\s*(?:Z|UTC|GMT|[+-]\d\d|$))", re.ASCII)


def parse_time(value: str, zone: tzinfo = UTC) -> datetime | None:
    """The instant that ``value`` names, aware and in UTC, or None if it names none.

    A time without an offset is in ``zone``; a date without a time is its midnight there.
    """
    if (usual := _usual(value)) is not None:
        return usual
    match = _DATE_TIME.fullmatch(_parted(value.strip().upper()))
    return _instant(match, zone) if match else None


def parse_embargo(value: str, zone: tzinfo = UTC) -> datetime | None:
    """As :func:`parse_time`, but never too early: a date without a time names no instant, and a
    local time that a change of clocks makes ambiguous is the later of its two meanings."""
    if (usual := _usual(value)) is not None:
        return usual
    match = _DATE_TIME.fullmatch(_parted(value.strip().upper()))
    if match is None or match["hour"] is None:
        return None
    meanings = [_instant(match, zone, fold) for fold in (0, 1)]
    known = [meaning for meaning in meanings if meaning is not None]
    return max(known) if len(known) == len(meanings) else None


def _parted(value: str) -> str:
    """``value`` with a T between day and time, where they are one number of 12 or 14 digits."""
    return _DIGITS.sub(r"\1T\2", value) if value[:12].isdecimal() else value


def _usual(value: str) -> datetime | None:
    """The instant that ``value`` names, if it is written as nearly all are: to the second, with
    an offset, so that neither a zone nor a change of clocks matters."""
    return _to_the_second(value) if len(value) in (20, 25) else None


@lru_cache(1_000)
def _to_the_second(value: str) -> datetime | None:
    # Versions, packages and their members tell the same times again.
    if value[19] not in ("Z" if len(value) == 20 else "+-"):
        return None
    if value[10] != "T" or not value[4] == value[7] == "-":
        return None
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _instant(match: re.Match[str], zone: tzinfo, fold: int = 0) -> datetime | None:
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    # The end of a day may be written as its 24th hour (ISO 8601; XML Schema 1.1, 3.3.7).
    end_of_day = hour == "24" and not int(f"{minute}{second or 0}{fraction or 0}")
    try:
        local = datetime(
            int(year),
            int(month),
            int(day),
            0 if end_of_day else int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int(fraction[:6].ljust(6, "0")) if fraction else 0,
            tzinfo=_offset(offset) if offset else zone,
            fold=fold,
        )
        return (local + timedelta(days=1) if end_of_day else local).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(text: str) -> tzinfo:
    if text in ("Z", "UTC", "GMT"):
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:]) if len(text) > 3 else 0
    if minutes > 59:
        raise ValueError(text)
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if text[0] == "-" else ahead)
