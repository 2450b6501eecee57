"""Times as NITF writes them: ``norm`` attributes."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from broadsheet.formats.times import parse_embargo, parse_time

# NITF 3.6, date.issue: CCYYMMDDTHHMMSS±HHMM; without a time, CCYYMMDD000000±HHMM has no "T".
_RUN_TOGETHER = re.compile(r"(\d{8})(\d{6}\s*(?:Z|[+-].*)?)", re.ASCII | re.IGNORECASE)
_PLACEHOLDER = re.compile(r"[YMDHST0:+-]*YYYY[YMDHST0:+-]*", re.IGNORECASE)
_LONGEST = 40


def norm_time(value: str, zone: tzinfo) -> datetime | None:
    """The instant that ``value`` names (aware, UTC); a time without an offset is in ``zone``."""
    return parse_time(_spaced(value), zone)


def norm_release(value: str, zone: tzinfo) -> datetime | None:
    """As :func:`norm_time`, never too early; None for a date without a time."""
    return parse_embargo(_spaced(value), zone)


def is_placeholder(value: str) -> bool:
    """Whether ``value`` is the specification's own pattern, which some senders leave unfilled."""
    return len(value) <= _LONGEST and _PLACEHOLDER.fullmatch(value) is not None


def _spaced(value: str) -> str:
    found = _RUN_TOGETHER.fullmatch(value.strip())
    return f"{found[1]}T{found[2]}" if found else value
