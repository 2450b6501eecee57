"""The time at the end of a message."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from broadsheet.formats.months import month_named

#: Hours that the names of zones add to UTC.
ZONES = {
    **dict.fromkeys(("GMT", "UTC", "UT", "Z"), 0),
    **{"BST": 1, "CET": 1, "MET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "MSK": 3, "JST": 9, "HKT": 8},
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7},
}
_AMERICAN = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
_IPTC = re.compile(
    r"(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?:\d\d)?\s*"
    r"(?:(?P<zone>[A-Z]{1,4})\s+)?(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>\d{4}|\d\d)\b",
    re.IGNORECASE,
)
#: ``13-NOV-13 11:37``, as Italian agencies close.
_DAY_FIRST = re.compile(
    r"(?P<day>[0-3]?\d)[- ](?P<month>[^\W\d_]{3,9})\.?[- ](?P<year>\d{4}|\d\d)\s+"
    r"(?P<hour>[0-2]\d)[:.](?P<minute>[0-5]\d)(?:\s*(?P<zone>[A-Z]{1,4}))?(?!\w)",
    re.IGNORECASE,
)
_ANPA_DATE = re.compile(r"(?<!\d)(\d\d)-(\d\d)-(\d{4}|\d\d)(?!\d)")
_ANPA_CLOCK_FIRST = re.compile(r"(?<!\d)([0-2]\d):([0-5]\d)-(\d\d)-(\d\d)-(\d{4}|\d\d)(?!\d)")
_ANPA_TIME = re.compile(r"(?<![\d-])([0-2]\d):?([0-5]\d)\s*([A-Z]{1,4})?(?![\w-])")


def iptc_time(line: str, zone: tzinfo) -> datetime | None:
    """The instant of a closing line of IPTC 7901: day, hour and minute, the zone, month and year
    (``131137 GMT Nov 13``, or ``13-NOV-13 11:37``); in ``zone`` if none is named. None if it is
    none."""
    found = _IPTC.search(line) or _DAY_FIRST.search(line)
    if found is None:
        return None
    month = month_named(found["month"])
    named = found["zone"]
    if not month:
        return None
    return _instant(
        (int(found["year"]), month, int(found["day"])),
        (int(found["hour"]), int(found["minute"])),
        _zone(named.upper()) if named else zone,
    )


def anpa_time(line: str, zone: tzinfo) -> datetime | None:
    """The instant of a closing line of ANPA 1312 (``AP-WF-02-20-16 0337GMT``, ``16:35ET
    31-10-14``): month and day, unless the first cannot be a month; else None. Where the clock
    stands before the date, with a hyphen (``KWS-21:37-09-12-18``), the day comes first."""
    if found := _ANPA_CLOCK_FIRST.search(line):
        hour, minute, day, month, year = map(int, found.groups())
        if month > 12:
            day, month = month, day
        return _instant((year, month, day), (hour, minute), zone)
    date = _ANPA_DATE.search(line)
    if date is None:
        return None
    clock = _ANPA_TIME.search(line, date.end()) or _ANPA_TIME.search(line[: date.start()])
    if clock is None:
        return None
    first, second, year = int(date[1]), int(date[2]), int(date[3])
    month, day = (second, first) if first > 12 else (first, second)
    named = clock[3]
    return _instant(
        (year, month, day), (int(clock[1]), int(clock[2])), _zone(named) if named else zone
    )


def _zone(name: str) -> tzinfo | None:
    if name in _AMERICAN:
        return ZoneInfo(_AMERICAN[name])
    hours = ZONES.get(name)
    return None if hours is None else timezone(timedelta(hours=hours))


def _instant(
    date: tuple[int, int, int], clock: tuple[int, int], zone: tzinfo | None
) -> datetime | None:
    year, month, day = date
    if zone is None:
        return None
    if year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return datetime(year, month, day, *clock, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
