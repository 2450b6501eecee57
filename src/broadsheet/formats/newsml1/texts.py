"""The texts of a story: its body, and the lead and title beside it."""

from __future__ import annotations

import itertools
from datetime import tzinfo

from lxml import etree

from broadsheet.formats.newsml1.components import Outline, kind_of
from broadsheet.formats.newsml1.content import Text, take_content
from broadsheet.formats.newsml1.lines import take_line
from broadsheet.formats.newsml1.media import Group
from broadsheet.formats.newsml1.versions import Body
from broadsheet.formats.xml import child
from broadsheet.formats.xml import text as text_of


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
    """The best text that has any words; where several of one format are parts of it, all of them
    (NewsML 1.2, EquivalentsList: without it they complement one another). A part with a headline
    of its own has it above it. One that says the same again is no part."""
    for best in bodies:
        parts = [each for each in bodies if each is not best and each.complements(best)]
        text = take_content(best.content, zone)
        if not text.blocks:
            continue
        for part in parts:
            more = take_content(part.content, zone)
            _leave_out_repeated(more, text)
            text.join(more, _heading_of(part, best))
            if part.component is not best.component:
                text.components.append(part.component)
        return text
    return Text()


def _leave_out_repeated(more: Text, text: Text) -> None:
    """Of a part that says the same as another one, only the longer is shown."""
    said, before = more.line(), text.line()
    if said in before:
        more.blocks, more.media = (), ()
    elif before in said:
        text.blocks, text.media = (), ()


def _heading_of(part: Body, first: Body) -> str:
    if part.component is first.component:
        return ""
    heading = take_line([part.component], "HeadLine", part.language) or ""
    above = child(first.component, "NewsLines", "HeadLine")
    return "" if above is not None and heading == text_of(above) else heading


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
