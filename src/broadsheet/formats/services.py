"""Messages to the desks, which come down the same wire and are no journalism."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from broadsheet.formats.item import PubStatus, Subject

#: As agencies write it in genre, role, type and scope, without spaces and hyphens.
_WORDS = frozenset(
    (
        *("advisory", "advisories", "editorialadvisory", "coverageadvisory", "mediaadvisory"),
        *("servicemessage", "noticetoeditors", "notetoeditors", "daybook", "newsdiary"),
    )
)
#: ANPA 1312's category of advisories, in which AP files them still.
_CATEGORY = frozenset(("a1312cat:v", "http://cv.iptc.org/newscodes/anpa1312-category/v"))
_BETWEEN = re.compile(r"[\s_-]+")


def is_service(
    pubstatus: PubStatus,
    genres: Iterable[Subject],
    subjects: Iterable[Subject] = (),
    words: Iterable[str] = (),
    extra: Mapping[str, Any] | None = None,
) -> bool:
    """Whether an item is a message to the desks: by its genres, by ``words`` (its type, roles or
    scopes), or by its category among the ``subjects``.

    One that kills, holds or corrects (by the signals in ``extra``) is news whatever it is called:
    it has to reach its story.
    """
    if pubstatus != "usable":
        return False
    told = list(words)
    for genre in genres:
        told += filter(None, (genre.name, genre.qcode, genre.uri))
    if not (any(map(_is_word, told)) or _has_category(subjects)):
        return False
    return "correct" not in str((extra or {}).get("signals", ""))


@lru_cache(1_000)
def _is_word(written: str) -> bool:
    code = re.split("[:/#]", written.strip())[-1]
    return _BETWEEN.sub("", code).lower() in _WORDS


def _has_category(subjects: Iterable[Subject]) -> bool:
    for each in subjects:
        code = each.qcode or each.uri
        # Nearly all are told apart by their last letter.
        if code and code[-1] == "v" and _is_category(each, code):
            return True
    return False


def _is_category(subject: Subject, code: str) -> bool:
    if code in _CATEGORY or subject.uri in _CATEGORY:
        return True
    if code != "v":
        return False
    # AP's JSON and NITF.
    said = subject.extra
    return "category" in said.get("rels", ()) or said.get("type") == "apcategorycode"
