"""What an item says of itself, as routing rules ask for it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from broadsheet.desk.routing.concepts import identifier, with_broader
from broadsheet.formats import text_of
from broadsheet.formats.item import Item, Subject
from broadsheet.stories.text import fold, is_unspaced


class Facts:
    """One item, each thing found out when the first rule asks, and once."""

    def __init__(self, item: Item) -> None:
        self.type = item.type
        self.urgency = item.urgency
        self.language = (item.language or "").lower()
        self._item = item

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Identifiers and folded names of what it is about, with all broader media topics."""
        found: set[str] = set()
        for subject in self._item.subjects:
            found |= _names_of(subject)
        return frozenset(found)

    @cached_property
    def genres(self) -> frozenset[str]:
        """Identifiers, codes and folded names of its genres."""
        found: set[str] = set()
        for genre in self._item.genre:
            found |= _names_of(genre)
            for written in filter(None, (genre.uri, genre.qcode)):
                found.add(fold(re.split("[/:#]", written)[-1]))
        return frozenset(found)

    @cached_property
    def places(self) -> str:
        """Where it comes from and which places it is about, as one folded text."""
        named = [one.name for one in self._item.subjects if one.type == "place"]
        return fold("\n".join([self._item.place or "", self._item.dateline or "", *named]))

    @cached_property
    def words(self) -> str:
        """Every word that keywords are looked for in, folded."""
        item = self._item
        keywords = (one.name for one in item.subjects if one.type == "keyword")
        body = (text_of(block) for block in item.body)
        told = (item.headline, item.slugline, item.standfirst, *keywords, *body)
        return fold("\n".join(filter(None, told)))


def has_words(text: str, wanted: str) -> bool:
    """Whether `wanted` (folded) stands in `text` (folded), as whole words where words have ends."""
    return bool(wanted) and wanted in text and _whole(wanted).search(text) is not None


@lru_cache(maxsize=2048)
def _whole(wanted: str) -> re.Pattern[str]:
    start = "" if is_unspaced(wanted[0]) else r"(?<!\w)"
    end = "" if is_unspaced(wanted[-1]) else r"(?!\w)"
    return re.compile(f"{start}{re.escape(wanted)}{end}")


def _names_of(concept: Subject) -> set[str]:
    found = {fold(concept.name)} if concept.name else set()
    if written := concept.uri or concept.qcode or concept.literal:
        found |= with_broader(identifier(written))
    return found
