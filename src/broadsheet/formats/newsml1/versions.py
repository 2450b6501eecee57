"""One NewsItem with its story in several languages is several stories."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.newsml1.components import LAST_PART, LAST_STORY, Outline, kind_of
from broadsheet.formats.newsml1.content import has_markup
from broadsheet.formats.xml import attribute, child, raw_text

_MOST_LANGUAGES, _MOST_COPIED = 40, 50_000


@dataclass(frozen=True, slots=True)
class Body:
    """A text that may be the body: its rank (0 is the best), and where it stands."""

    rank: int
    component: etree._Element
    content: etree._Element
    role: str = ""
    language: str | None = None

    def complements(self, other: Body) -> bool:
        """Whether it is a further part of ``other``, and no other form of it: in one component,
        or in the next one of the same role where both are the story itself."""
        if _format(self.content) != _format(other.content):
            return False
        if self.component is other.component:
            return not _lists_equivalents(self.component)
        around = self.component.getparent()
        return (
            around is not None
            and around is other.component.getparent()
            and not _lists_equivalents(around)
            and self.rank == other.rank <= LAST_PART
            and (self.role, self.language) == (other.role, other.language)
        )


@dataclass(frozen=True, slots=True)
class Story:
    """A NewsItem with one ``language`` to read, or any; ``suffix`` tells the languages of one
    item apart, and is empty for the first."""

    item: etree._Element
    language: str | None = None
    suffix: str = ""


def bodies_in(outline: Outline, language: str | None = None) -> list[Body]:
    """The texts in an item that may be its body, the best first; only those in ``language``, if
    it is given."""
    found: list[Body] = []
    for component in outline.components:
        rank = outline.rank(component)
        if rank is None or (language and outline.language(component) != language):
            continue
        found += [
            Body(rank, component, content, outline.role(component), outline.language(component))
            for content in outline.contents(component)
            if kind_of(content) == "text" and _says_something(content)
        ]
    return sorted(found, key=lambda each: (each.rank, not has_markup(each.content)))


def stories_in(item: etree._Element) -> Iterator[Story]:
    """The stories in the NewsItem ``item``, one for each language that its texts are in. They
    are no alternatives of one another to choose from, nor to be joined.

    Raises FormatError for more languages than any agency writes.
    """
    outline = Outline(item)
    bodies = [each for each in bodies_in(outline) if each.rank <= LAST_STORY]
    order = {component: place for place, component in enumerate(outline.components)}
    bodies.sort(key=lambda each: order[each.component])
    languages: dict[str | None, list[etree._Element]] = {}
    for body in bodies:
        languages.setdefault(outline.language(body.component), []).append(body.component)
    named = [language for language in languages if language]
    if len(named) > _MOST_LANGUAGES or len(named) * len(outline.components) > _MOST_COPIED:
        raise FormatError(
            f"One item has {len(outline.components)} components with texts in {len(named)}"
            " languages, which is more than any agency sends",
            remedy="Ask the provider to send the languages one by one.",
        )
    if len(named) < 2:
        yield Story(item)
        return
    for number, language in enumerate(named):
        own = languages[language]
        others = [each for name in named if name != language for each in languages[name]]
        yield Story(_without(outline, item, others, own), language, language if number else "")


def _without(
    outline: Outline,
    item: etree._Element,
    others: list[etree._Element],
    own: list[etree._Element],
) -> etree._Element:
    """A copy of ``item`` without the components that are for ``others`` alone."""
    kept = {around for each in own for around in outline.chain(each)}
    gone = {
        next((around for around in reversed(outline.chain(each)) if around not in kept), None)
        for each in others
    }
    places = [number for number, each in enumerate(item.iter()) if each in gone]
    double = copy.deepcopy(item)
    elements = list(double.iter())
    for place in places:
        parent = elements[place].getparent()
        if parent is not None:
            parent.remove(elements[place])
    return double


def _lists_equivalents(component: etree._Element) -> bool:
    """Whether what ``component`` holds is the same in several forms; without that it is several
    parts (NewsML 1.2, NewsComponent, EquivalentsList: “no” is the default)."""
    return attribute(component, "EquivalentsList") == "yes"


def _format(content: etree._Element) -> tuple[str, bool]:
    form = child(content, "Format")
    return attribute(form, "FormalName") if form is not None else "", has_markup(content)


def _says_something(content: etree._Element) -> bool:
    return any(raw_text(data).strip() for data in content.iter("{*}DataContent"))
