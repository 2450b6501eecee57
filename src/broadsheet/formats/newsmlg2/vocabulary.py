"""Concepts that have been read before: an agency says the same few thousand again and again, and
each needs to be read only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from broadsheet.formats.item import Creator, Subject

#: What an element says, in a form that can be looked up: its text, its attributes and its children.
Shape = tuple[object, ...]

_MOST_VOCABULARIES = 32
_MOST_CONCEPTS = 2_000
#: A longer one is a text rather than a term, and will hardly come again.
_LONGEST = 2_000


@dataclass(slots=True)
class Vocabulary:
    """The concepts of deliveries that agree in what their aliases stand for and in language, which
    is all that how a concept reads depends on."""

    aliases: Mapping[str, str]
    known: dict[tuple[str, Shape], Subject | None] = field(default_factory=dict)
    creators: dict[tuple[str | None, Shape], Creator | None] = field(default_factory=dict)
    names: dict[Shape, tuple[str | None, dict[str, Any]]] = field(default_factory=dict)
    assertions: dict[Shape, Any] = field(default_factory=dict)

    def keep(self, key: tuple[str, Shape], concept: Subject | None) -> None:
        """Remember that ``key`` (the kind expected, and what was written) reads as ``concept``."""
        _remember(self.known, key, concept)

    def keep_creator(self, key: tuple[str | None, Shape], creator: Creator | None) -> None:
        """Remember that ``key`` (the role expected, and what was written) reads as ``creator``."""
        _remember(self.creators, key, creator)

    def keep_name(self, shape: Shape, name: str | None, facts: dict[str, Any]) -> None:
        """Remember what a party or place of that ``shape`` is called, and what is said besides."""
        _remember(self.names, shape, (name, facts))

    def keep_assertion(self, shape: Shape, said: Any) -> None:
        """Remember what an assertion of that ``shape`` says of a concept."""
        _remember(self.assertions, shape, said)


def _remember(known: dict[Any, Any], key: Shape, value: object) -> None:
    if len(known) >= _MOST_CONCEPTS:
        known.clear()
    if len(repr(key)) <= _LONGEST:
        known[key] = value


@lru_cache(_MOST_VOCABULARIES)
def vocabulary_of(language: str, aliases: tuple[tuple[str, str], ...] = ()) -> Vocabulary:
    """The vocabulary of those who write in ``language`` and declare ``aliases``."""
    return Vocabulary(dict(aliases))


def shape(element: etree._Element) -> Shape:
    """What ``element`` says, whatever it is called and whatever follows it."""
    said: list[object] = [element.text, *element.items()]
    if len(element):
        for child in element[:]:  # type: ignore[index]
            if len(child):
                said += child.tag, shape(child), child.tail
            else:
                # Nearly all: what they say stands among the rest, and makes no shape of its own.
                said += child.tag, child.tail, child.text, *child.items()
    return tuple(said)
