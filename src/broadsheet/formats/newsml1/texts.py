"""The texts of a story: its body, and the lead and title beside it."""

from __future__ import annotations

from datetime import tzinfo

from lxml import etree

from broadsheet.formats.newsml1.components import (
    chain_of,
    components,
    kind_of,
    rank_of,
    role_of,
)
from broadsheet.formats.newsml1.content import Text, take_content
from broadsheet.formats.newsml1.media import Group
from broadsheet.formats.newsml1.versions import Body
from broadsheet.formats.xml import child, children


def chain_around(
    item: etree._Element, groups: list[Group], bodies: list[Body]
) -> list[etree._Element]:
    """The components that speak of the story, the innermost first."""
    if bodies:
        return chain_of(bodies[0].component)
    if groups:
        return chain_of(groups[0].component)
    everything = list(components(item))
    inner = [
        each
        for each in everything
        if rank_of(each) is not None and child(each, "ContentItem") is not None
    ]
    return chain_of((inner or everything)[0]) if everything else []


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


def take_role(chain: list[etree._Element], roles: frozenset[str], zone: tzinfo) -> str | None:
    """The text of the first component with one of ``roles`` beside those in ``chain``."""
    for around in chain:
        for component in children(around, "NewsComponent"):
            if role_of(component) in roles:
                for content in children(component, "ContentItem"):
                    if kind_of(content) == "text" and (line := take_content(content, zone).line()):
                        return line
    return None
