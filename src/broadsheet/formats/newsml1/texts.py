"""The texts of a story: its body, and the lead and title beside it."""

from __future__ import annotations

import itertools
from datetime import tzinfo

from lxml import etree

from broadsheet.formats.newsml1.components import Outline, kind_of
from broadsheet.formats.newsml1.content import Text, take_content
from broadsheet.formats.newsml1.media import Group
from broadsheet.formats.newsml1.versions import Body


def chain_around(outline: Outline, groups: list[Group], bodies: list[Body]) -> list[etree._Element]:
    """The components that speak of the story, the innermost first."""
    if bodies:
        return outline.chain(bodies[0].component)
    if groups:
        return outline.chain(groups[0].component)
    empty = (
        each
        for each in outline.components
        if outline.contents(each) and outline.rank(each) is not None
    )
    first = next(itertools.chain(empty, outline.components), None)
    return [] if first is None else outline.chain(first)


def take_body(bodies: list[Body], zone: tzinfo) -> Text:
    """The best text that has any words; where several ContentItems of one format are parts of
    it, all of them (NewsML 1.2, EquivalentsList: without it they complement one another)."""
    for best in bodies:
        text = take_content(best.content, zone)
        if not text.blocks:
            continue
        for other in bodies:
            if other is not best and other.complements(best):
                more = take_content(other.content, zone)
                text.blocks += more.blocks
                text.media += more.media
                text.notes += more.notes
        return text
    return Text()


def take_role(
    outline: Outline, chain: list[etree._Element], roles: frozenset[str], zone: tzinfo
) -> str | None:
    """The text of the first component with one of ``roles`` beside those in ``chain``."""
    for component in (each for around in chain for each in outline.inner(around)):
        if outline.role(component) in roles:
            for content in outline.contents(component):
                if kind_of(content) == "text" and (line := take_content(content, zone).line()):
                    return line
    return None
