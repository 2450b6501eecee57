"""Datelines, cut off from the paragraph that they begin, and the place in them."""

from __future__ import annotations

import re
from collections.abc import Collection

from broadsheet.formats.months import month_named

_DASH = r"\s*\.?\s*(?:[-–—_=]{1,2})\s+(?=\S)"
_WHEN = r"(?P<when>[^()\n]{2,90}?)"
_SOURCE = r"\((?P<source>[^()\n]{2,40})\)"
_USUAL = re.compile(rf"(?P<dateline>{_WHEN}[ ,]*{_SOURCE}){_DASH}")
#: ``(ANSA) - ROMA, 13 NOV -``, as Italian agencies have it.
_AGENCY_FIRST = re.compile(
    r"(?P<dateline>\((?P<source>[^\W\d_][\w/-]{1,19})\)\s*[-–—]\s*(?P<when>[^()\n.–—]{2,60}?\.?))"
    r"\s+[-–—]{1,2}\s+(?=\S)"
)
#: ``MOSCOW, November 13. /TASS/.`` and ``SAITAMA, Japan, Dec. 9 Kyodo -``: only with a date.
_IN_SLASHES = re.compile(
    rf"(?P<dateline>{_WHEN}\s*/(?P<source>[^\W\d_][\w-]{{1,19}})/)\.?\s+(?=\S)"
)
_BARE = re.compile(rf"(?P<dateline>{_WHEN}\s+(?P<source>[A-Z][A-Za-z]{{1,11}})){_DASH}")
#: ``Genève (ats) Le`` and ``Oslo (NTB): Det``: only with a date, or a name that is known.
_WITHOUT_DASH = re.compile(
    rf"(?P<dateline>(?P<when>[^()\n.:;]{{2,40}}?(?:\.? \d{{1,2}})?)[ ,]*{_SOURCE}):?\s+"
    r"(?=[«“„\"‘']?[^\W\d_])"
)
_AGENCIES = frozenset({"ats", "sda", "awp", "keystone-ats", "keystone-sda", "pti", "ians", "ntb"})
_PLACE_AND_DATE = re.compile(
    r"(?:(?P<place>.*?)[,.]?\s+)?(?:"
    r"\d{1,2}\.?(?:\s+de)?\s+(?P<after>[^\W\d_]{3,12})\.?|(?P<before>[^\W\d_]{3,12})\.?\s+\d{1,2}"
    r"|\d{1,2}[./]\d{1,2}\.?"
    r")(?:,?(?:\s+de)?\s+\d{4})?[.,]?"
)
#: ``28.10. Warszawa``, as PAP has it.
_DATE_FIRST = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4})?,?\s+(?P<place>[^\W\d].*)")
_FIRST_PARAGRAPHS = 3


def take_dateline(found: list[str], agencies: Collection[str] = ()) -> tuple[str, str, str]:
    """The dateline (``Berlin (dpa)``), its place and its agency, cut off from the first of
    ``found`` that has one; they stand in the first paragraphs if anywhere. What a date in it
    says is no part of the place. ``agencies`` are known to write one without a dash after it."""
    known = _AGENCIES.union(name.casefold() for name in agencies)
    for index, paragraph in enumerate(found[:_FIRST_PARAGRAPHS]):
        if match := _match(paragraph, known):
            found[index] = paragraph[match.end() :]
            return match["dateline"], _place(match["when"])[0], match["source"].strip()
    return "", "", ""


def begins_with_dateline(paragraph: str) -> bool:
    """Whether a dateline of the usual kinds stands at its beginning."""
    return _match(paragraph, _AGENCIES) is not None


def _match(paragraph: str, known: Collection[str]) -> re.Match[str] | None:
    if match := _USUAL.match(paragraph) or _AGENCY_FIRST.match(paragraph):
        return match
    if (match := _IN_SLASHES.match(paragraph)) and _place(match["when"])[1]:
        return match
    if match := _BARE.match(paragraph):
        place, dated = _place(match["when"])
        if dated and place.partition(",")[0].isupper():
            return match
    if match := _WITHOUT_DASH.match(paragraph):
        source = match["source"]
        if source.casefold() in known or (source.isupper() and _place(match["when"])[1]):
            return match
    return None


def _place(when: str) -> tuple[str, bool]:
    """The place in ``BERLIN, Nov 13, 2013``, and whether there is a date after it."""
    when = when.strip(" ,")
    if first := _DATE_FIRST.fullmatch(when):
        return first["place"], True
    dated = _PLACE_AND_DATE.fullmatch(when)
    if dated is None:
        return when, False
    month = dated["after"] or dated["before"]
    if month and not month_named(month):
        return when, False
    return (dated["place"] or "").strip(" ,"), True
