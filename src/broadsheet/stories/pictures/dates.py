"""The three ways in which picture files write the moment of exposure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

FIRST_PHOTOGRAPH = 1826
_LAST_YEAR = 2200

_IIM_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})$")
_IIM_TIME = re.compile(r"(\d{2}):?(\d{2}):?(\d{2})?(?:([+-])(\d{2}):?(\d{2}))?$")
_XMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:T(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|([+-])(\d{2}):?(\d{2}))?)?$"
)
_EXIF = re.compile(r"(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})$")
_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})$")


def from_iim(date: str, clock: str) -> datetime | None:
    """IIM 2:55 (CCYYMMDD) and 2:60 (HHMMSS±HHMM), IPTC-IIM 4.2; midnight without a time."""
    day = _IIM_DATE.match(date.strip())
    if not day:
        return None
    hour = _IIM_TIME.match(clock.strip())
    if not hour:
        return _made(day.groups(), ("0", "0", "0"), None)
    return _made(day.groups(), hour.groups()[:3], _zone(*hour.groups()[3:]))


def from_xmp(value: str) -> datetime | None:
    """An XMP Date (XMP Part 1, 8.2.1.1). A year or month alone is no moment: None."""
    found = _XMP.match(value.strip())
    if not found:
        return None
    parts = found.groups()
    zone = UTC if parts[6] == "Z" else _zone(*parts[7:])
    return _made(parts[:3], parts[3:6], zone)


def from_exif(value: str, offset: str = "") -> datetime | None:
    """EXIF DateTimeOriginal with OffsetTimeOriginal (CIPA DC-008-2019, 4.6.6)."""
    found = _EXIF.match(value.strip("\x00 "))
    if not found:
        return None
    zone = _OFFSET.match(offset.strip("\x00 "))
    return _made(found.groups()[:3], found.groups()[3:], _zone(*zone.groups()) if zone else None)


def _zone(sign: str | None, hours: str | None, minutes: str | None) -> timezone | None:
    if not (sign and hours and minutes) or int(hours) > 14 or int(minutes) > 59:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)


def _made(
    day: tuple[str | None, ...], clock: tuple[str | None, ...], zone: timezone | None
) -> datetime | None:
    try:
        year, month, date, hour, minute, second = (int(part or 0) for part in (*day, *clock))
        moment = datetime(year, month, date, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return moment if FIRST_PHOTOGRAPH <= year <= _LAST_YEAR else None
