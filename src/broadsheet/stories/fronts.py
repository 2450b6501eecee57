"""Fill the slots of a front: pinned stories first, then what the rule finds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from broadsheet.plates import tags
from broadsheet.stories.dependencies import stories_of
from broadsheet.stories.models import Edition, Section, Special, Story
from broadsheet.stories.newest import NewestStories, Rule
from broadsheet.stories.rails import RAILS

if TYPE_CHECKING:
    from broadsheet.stories.models.places import Place

KINDS_OF_SLOTS = {"photo": Story.Kind.GALLERY, "video": Story.Kind.VIDEO}


@dataclass(frozen=True)
class FilledSlot:
    """A slot as it is printed."""

    kind: str
    title: str
    stories: list[Story] = field(default_factory=list)
    special: Special | None = None
    columns: list[tuple[Section, list[Story]]] = field(default_factory=list)
    more_url: str = ""

    @property
    def shown(self) -> list[Story]:
        """Every story of the slot, those in columns too."""
        return [*self.stories, *(one for _section, stories in self.columns for one in stories)]


def fill_slots(place: Place, edition: Edition) -> list[FilledSlot]:
    """The slots of `place`, filled. A story stands once; an empty slot is left out.

    Stories pinned anywhere on the front are spoken for: no rule above takes them away. The lead
    chooses first, then the slots that ask for something of their own, then those that take
    anything: so a special's banner isn't empty because a strip above it took its stories.
    """
    blocks = list(place.slots)
    pinned = {
        story.pk
        for block in blocks
        for story in (block.value.get("pinned") or [])
        if story is not None
    }
    filler = _Filler(place, edition, pinned)
    chosen: dict[int, _Choice] = {}
    by_turn = sorted(enumerate(blocks), key=lambda each: _turn(each[1].block_type, each[1].value))
    for position, block in by_turn:
        if choice := filler.fill(block.block_type, block.value):
            chosen[position] = choice
    # What is printed of them is read once, for all slots.
    cards = Story.objects.with_card().in_bulk(filler.placed) if filler.placed else {}
    return [chosen[position].filled(cards) for position in sorted(chosen)]


@dataclass(frozen=True)
class _Choice:
    """A slot, and the keys of the stories that stand in it."""

    slot: FilledSlot
    keys: list[int] = field(default_factory=list)
    columns: list[tuple[Section, list[int]]] = field(default_factory=list)

    def filled(self, cards: dict[int, Story]) -> FilledSlot:
        columns = [(section, _printed(keys, cards)) for section, keys in self.columns]
        return replace(self.slot, stories=_printed(self.keys, cards), columns=columns)


def _printed(keys: list[int], cards: dict[int, Story]) -> list[Story]:
    return [cards[key] for key in keys if key in cards]


def _turn(kind: str, value: Any) -> int:
    """When a slot chooses, from 0; slots of one turn choose from top to bottom."""
    if kind == "lead":
        return 0
    if kind in KINDS_OF_SLOTS or value.get("kind") in KINDS_OF_SLOTS.values():
        return 1
    if kind == "special" or any(value.get(name) for name in ("section", "special", "topic")):
        return 2
    return 4 if kind == "sections" else 3


class _Filler:
    """Remembers what already stands on the front."""

    def __init__(self, place: Place, edition: Edition, pinned: set[int]) -> None:
        self.place = place
        self.edition = edition
        self.reserved = pinned
        self.placed: set[int] = set()

    def fill(self, kind: str, value: Any) -> _Choice | None:
        if kind == "special":
            return self._special(value)
        if kind == "sections":
            return self._sections(value)
        keys = self._pinned(value, value["count"])
        keys += self._take(self._rule(kind, value), value["count"] - len(keys))
        if not keys:
            return None
        return _Choice(FilledSlot(kind, value["title"], more_url=self._more(kind, value)), keys)

    def _rule(self, kind: str, value: Any) -> Rule:
        sections = [value["section"].specific] if value["section"] else []
        specials = [value["special"].specific] if value["special"] else []
        if isinstance(self.place, Section):
            sections.append(self.place)
        elif isinstance(self.place, Special):
            specials.append(self.place)
        wanted = value["kind"] or KINDS_OF_SLOTS.get(kind)
        return Rule(
            sections=tuple(sections),
            specials=tuple(specials),
            topic=value["topic"] or None,
            kinds=frozenset([wanted] if wanted else []),
            max_urgency=value["max_urgency"] or None,
            with_picture=kind == "strip",
        )

    def _pinned(self, value: Any, count: int) -> list[int]:
        wanted = [story.pk for story in value["pinned"] if story is not None]
        found = Story.objects.public().filter(pk__in=wanted).values_list("pk", flat=True)
        public = set(found) if wanted else set()
        chosen = [pk for pk in dict.fromkeys(wanted) if pk in public]
        return self._place([pk for pk in chosen if pk not in self.placed][:count])

    def _take(self, rule: Rule, count: int) -> list[int]:
        if count <= 0:
            return []
        stories = NewestStories(self.edition, rule)
        return self._place(stories.newest_keys(count, without=self.placed | self.reserved))

    def _place(self, keys: list[int]) -> list[int]:
        self.placed.update(keys)
        return keys

    def _special(self, value: Any) -> _Choice | None:
        special = value["special"] and value["special"].specific
        if special is None or not special.live:
            return None
        tags.bear(stories_of(special))
        slot = FilledSlot("special", special.title, special=special, more_url=special.path_in_site)
        return _Choice(slot, self._take(Rule(specials=(special,)), value["count"]))

    def _sections(self, value: Any) -> _Choice | None:
        sections = Section.objects.live().filter(edition=self.edition, show_in_menus=True)
        columns = []
        for section in sections.order_by("path"):
            tags.bear(stories_of(section))
            if keys := self._take(Rule(sections=(section,)), value["count"]):
                columns.append((section, keys))
        return _Choice(FilledSlot("sections", ""), columns=columns) if columns else None

    def _more(self, kind: str, value: Any) -> str:
        for narrowed in (value["section"], value["special"]):
            if narrowed:
                return str(narrowed.specific.path_in_site)
        return RAILS[kind].more_path(self.edition) if kind in RAILS else ""
