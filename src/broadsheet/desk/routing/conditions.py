"""The conditions of one routing rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from broadsheet.desk.routing.concepts import identifier
from broadsheet.desk.routing.facts import Facts, has_words
from broadsheet.stories.text import fold

_SEPARATOR = re.compile("[,،、;\n]")


def listed(written: str) -> tuple[str, ...]:
    """What a person wrote with commas or line breaks between, as single entries."""
    return tuple(entry for one in _SEPARATOR.split(written) if (entry := one.strip()))


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an item must be: every condition that is set must hold; of several entries, one.

    `subjects` are media topics (their code, `medtop:` code or URI; a narrower topic of the item
    counts), other identifiers, or names. `keywords` are words or phrases of headline, slugline,
    standfirst, keywords or body. `languages` are BCP 47 ranges (RFC 4647, section 3.3.1: `zh` holds
    for `zh-Hans`). `places` are words of place, dateline or a place it is about. `urgent_from` and
    `urgent_to` are 1 to 9; an item without urgency is in no range.
    """

    subjects: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    urgent_from: int | None = None
    urgent_to: int | None = None
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    type: str = ""

    def hold(self, facts: Facts) -> bool:
        """Whether an item with these `facts` meets them; without any condition, every item does."""
        return (
            (not self.type or self.type == facts.type)
            and self._urgent(facts.urgency)
            and _any(self.languages, lambda one: _in_range(facts.language, one.lower()))
            and _any(self.genres, lambda one: not facts.genres.isdisjoint(_names(one)))
            and _any(self.subjects, lambda one: not facts.subjects.isdisjoint(_names(one)))
            and _any(self.places, lambda one: has_words(facts.places, _folded(one)))
            and _any(self.keywords, lambda one: has_words(facts.words, _folded(one)))
        )

    def _urgent(self, urgency: int | None) -> bool:
        if self.urgent_from is None and self.urgent_to is None:
            return True
        return urgency is not None and (self.urgent_from or 1) <= urgency <= (self.urgent_to or 9)


def conditions_from(
    *,
    subjects: str = "",
    keywords: str = "",
    urgent_from: int | None = None,
    urgent_to: int | None = None,
    languages: str = "",
    places: str = "",
    genres: str = "",
    type: str = "",
) -> Conditions:
    """Conditions from what a person wrote into the fields of a rule."""
    return Conditions(
        subjects=listed(subjects),
        keywords=listed(keywords),
        urgent_from=urgent_from,
        urgent_to=urgent_to,
        languages=listed(languages),
        places=listed(places),
        genres=listed(genres),
        type=type,
    )


def _any(entries: tuple[str, ...], holds: Callable[[str], bool]) -> bool:
    return not entries or any(map(holds, entries))


@lru_cache(maxsize=2048)
def _names(entry: str) -> frozenset[str]:
    """What an entry may be: a name, or an identifier."""
    return frozenset({_folded(entry), identifier(entry)})


@lru_cache(maxsize=2048)
def _folded(entry: str) -> str:
    return fold(entry)


def _in_range(tag: str, wanted: str) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}-")
