"""Dates of feeds: RFC 822 in RSS (RSS 2.0, pubDate), RFC 3339 in Atom and Dublin Core, and what
programs make of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_tz

from broadsheet.formats.months import month_named
from broadsheet.formats.text import clean_line
from broadsheet.formats.times import parse_time

#: Hours that a name of a zone adds to UTC, where it means one zone only; RFC 822 knows GMT and
#: those of North America.
_HOURS = {
    **dict.fromkeys(("UT", "UTC", "GMT", "Z", "WET"), 0.0),
    **{"EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9},
    **{"AKDT": -8, "HST": -10, "NST": -3.5, "NDT": -2.5, "ADT": -3},
    **{"WEST": 1, "CET": 1, "MEZ": 1, "MET": 1, "CEST": 2, "MESZ": 2, "MEST": 2, "EET": 2},
    **{"EEST": 3, "MSK": 3, "SAST": 2, "PKT": 5, "NPT": 5.75, "ICT": 7, "WIB": 7, "HKT": 8},
    **{"SGT": 8, "MYT": 8, "PHT": 8, "AWST": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11},
    **{"NZST": 12, "NZDT": 13, "BRT": -3, "ART": -3},
}
#: Two zones and more have these names, but RFC 822 says which is meant.
_HOURS |= {"CST": -6}
_NAME = re.compile(r"\b([A-Z]{1,4})\.?(?:\s*\([^()]*\))?$")
_OFFSET = re.compile(r"(?:\b(?:GMT|UTC?))?\s*([+-])(\d\d):?(\d\d)(?:\s*\([^()]*\))?$")
_FOREIGN = re.compile(
    r"(?:[^\W\d_]{1,12}\.?,?\s+)?(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,12})\.?,?\s+"
    r"(?:de\s+)?(?P<rest>\d{4}\b.*)",
    re.IGNORECASE,
)
_UNIX = re.compile(r"(\w{3} \w{3} {1,2}\d{1,2} [\d:]{5,8}) ([A-Z]{1,4}) (\d{4})")
_NUMBERS = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?=\D|$)")
#: With points the day comes first wherever dates are written so.
_POINTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s+(?:um |kl\.? ?)?|$)")
#: ``2024年1月1日(月) 10時05分``, ``2024년 1월 1일 10:05``.
_EAST_ASIAN = re.compile(
    r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日号號일]\s*"
    r"(?:[(（][^()（）]{1,5}[)）]|(?:星期|周|週)\w)?\s*"
    r"(?:(\d{1,2})\s*[:：时時点點시]\s*(\d{1,2})\s*(?:[:：]\s*(\d{2})|分|분)?(?:\s*(\d{1,2})[秒초])?)?"
)
#: Seconds or milliseconds since 1970 (of ten digits, ``YYYYMMDDHH`` may be meant, too).
_EPOCH = re.compile(r"(?P<seconds>[1-9]\d{9})(?:\.\d+|(?P<milli>\d{3}))?", re.ASCII)
_TO_THE_HOUR = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])")
_ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_COMMA = re.compile(r"\s*,\s*")


def parse_date(written: str, zone: tzinfo = UTC) -> datetime | None:
    """The instant that ``written`` names, aware and in UTC, or None. Without an offset, and with
    a zone's name that means several (IST, BST), it is in ``zone``."""
    line = clean_line(written)
    if epoch := _EPOCH.fullmatch(line):
        return None if _TO_THE_HOUR.fullmatch(line) else _since_1970(epoch)
    if asian := _EAST_ASIAN.fullmatch(line):
        year, month, day, hour, minute, *seconds = (int(part or 0) for part in asian.groups())
        line = f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{max(seconds):02}"
    elif numbers := _NUMBERS.match(line):
        line = f"{numbers[1]}-{numbers[2]:0>2}-{numbers[3]:0>2}{line[numbers.end() :]}"
    elif pointed := _POINTED.match(line):
        clock = line[pointed.end() :].replace(".", ":", 1)
        line = f"{pointed[3]}-{pointed[2]:0>2}-{pointed[1]:0>2}{f' {clock}' if clock else ''}"
    if instant := parse_time(line, zone):
        return instant
    if len(line) > 100:
        return None
    known, rest = _zone(_UNIX.sub(r"\1 \3 \2", line.upper()))
    if (foreign := _FOREIGN.fullmatch(rest)) and (month := month_named(foreign["month"])):
        rest = f"{foreign['day']} {_ENGLISH[month - 1]} {foreign['rest']}"
    try:
        parts = parsedate_tz(_COMMA.sub(", ", rest))
        if parts is None:
            return None
        year, month, day, hour, minute, second = parts[:6]
        # As :mod:`broadsheet.formats.times` reads it: the end of the day.
        ends = (hour, minute, second) == (24, 0, 0)
        date, at = (year, month, day), (0 if ends else hour, minute, min(second, 59))
        local = datetime(*date, *at, tzinfo=known or zone)
        return (local + timedelta(days=ends)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _since_1970(epoch: re.Match[str]) -> datetime:
    milliseconds = int(epoch["milli"] or 0)
    return datetime.fromtimestamp(int(epoch["seconds"]), UTC) + timedelta(milliseconds=milliseconds)


def _zone(line: str) -> tuple[tzinfo | None, str]:
    """The zone at the end of ``line``, and what stands before it."""
    if found := _OFFSET.search(line):
        sign = -1 if found[1] == "-" else 1
        hours, minutes = int(found[2]), int(found[3])
        if hours < 24 and minutes < 60:
            offset = timezone(sign * timedelta(hours=hours, minutes=minutes))
            return offset, line[: found.start()]
    if found := _NAME.search(line):
        hours_ahead = _HOURS.get(found[1])
        known = None if hours_ahead is None else timezone(timedelta(hours=hours_ahead))
        return known, line[: found.start()]
    return None, line
