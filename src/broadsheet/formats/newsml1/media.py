"""Pictures, video and audio: which ContentItems are files of one medium, and what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from lxml import etree

from broadsheet.formats.item import Creator, Item, Media
from broadsheet.formats.newsml1.components import CAPTIONS, MEDIA, TITLES, Outline, kind_of
from broadsheet.formats.newsml1.content import take_content
from broadsheet.formats.newsml1.lines import (
    party,
    take_byline,
    take_caption,
    take_creators,
    take_line,
    take_rights,
)
from broadsheet.formats.newsml1.renditions import rendition_of
from broadsheet.formats.xml import attribute, children, text


@dataclass(slots=True)
class Group:
    """The files of one medium, and the component that describes it; ``first`` if it is the first
    of those whom that component is around."""

    component: etree._Element
    outline: Outline
    first: bool
    files: list[tuple[etree._Element, etree._Element]] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    kinds: dict[str, None] = field(default_factory=dict)

    def add(self, component: etree._Element, contents: list[etree._Element]) -> None:
        """One more quality, in ``component``."""
        self.files += ((component, each) for each in contents)
        self.roles.add(self.outline.role(component))
        self.kinds |= dict.fromkeys(map(kind_of, contents))

    def takes(self, component: etree._Element, content: etree._Element) -> bool:
        """Whether ``content``, in ``component``, is one more quality of the same medium."""
        if self.component is component or attribute(self.component, "EquivalentsList") == "yes":
            return True
        if self.outline.role(component) in self.roles:
            return False
        return self.outline.role(self.component) in MEDIA or kind_of(content) in self.kinds

    def role(self) -> str:
        """The role of the first file, or of the nearest component around it that has one."""
        return self.outline.role_around(self.files[0][0])

    def kind(self) -> str:
        """picture, graphic, video, audio or file."""
        around = self.outline.role_around(self.component)
        told = MEDIA.get(around) or MEDIA.get(self.outline.role(self.files[0][0]))
        best = next((kind for kind in ("video", "audio") if kind in self.kinds), None)
        return told or best or next(iter(self.kinds))


def groups_in(outline: Outline) -> list[Group]:
    """The media in an item, in the order of the document.

    Files in one component are one medium in several qualities; so are files in sibling
    components, each with a role of its own (HighDef, Thumbnail…), unless a sibling has lines or
    a caption of its own. A role that comes again begins the next medium.
    """
    groups: list[Group] = []
    latest: dict[etree._Element, Group] = {}
    for component in outline.components:
        files = [each for each in outline.contents(component) if kind_of(each) != "text"]
        if not files:
            continue
        around = outline.chain(component)
        alone = len(around) == 1 or _stands_alone(outline, component)
        anchor = component if alone else around[1]
        group = latest.get(anchor)
        if group is None or not group.takes(component, files[0]):
            group = latest[anchor] = Group(anchor, outline, first=anchor not in latest)
            groups.append(group)
        group.add(component, files)
    return groups


def take_media(group: Group, item: Item | None, zone: tzinfo) -> Media:
    """The medium that ``group`` makes. What its component says of it is taken, and where that is
    the component of the ``item`` itself, it has the item's headline, byline and rights."""
    kind, role = group.kind(), group.role()
    chain = [group.component] if group.first else []
    roles = (group.outline.role_as_written(component) for component, _ in group.files)
    renditions = tuple(
        rendition_of(content, name) for name, (_, content) in zip(roles, group.files, strict=True)
    )
    extra: dict[str, Any] = {}
    caption, title, facts = _texts(group, zone)
    extra |= facts
    caption = caption or take_caption(chain)
    if item is not None:
        byline = item.byline or _maker(item.creators)
        return Media(
            kind,
            name=role,
            headline=item.headline or title,
            caption=caption,
            byline=byline,
            credit=_credit(byline, item.source),
            source=item.source,
            rights=item.extra.get("copyrightnotice"),
            rights_holder=item.rights_holder,
            usage_terms=item.usage_terms,
            language=item.language,
            renditions=renditions,
            extra=extra,
        )
    terms, holder = take_rights(chain, extra)
    headline, credit = take_line(chain, "HeadLine"), take_line(chain, "CreditLine")
    byline, creators = take_byline(chain), take_creators(chain)
    source = party(chain, "Source") or party(chain, "Provider")
    byline = byline or _maker(creators)
    if others := [each.name for each in creators if each.name != byline]:
        extra["creators"] = others
    return Media(
        kind,
        name=group.outline.role(group.component) or role,
        headline=headline or title,
        caption=caption or (headline if kind != "video" else None) or title,
        byline=byline,
        credit=credit or _credit(byline, source),
        source=source,
        rights=extra.pop("copyrightnotice", None),
        rights_holder=holder,
        usage_terms=terms,
        language=group.outline.language(group.component),
        renditions=renditions,
        extra=extra,
    )


def _maker(creators: tuple[Creator, ...]) -> str | None:
    """Who made the medium: not those who only wrote its caption."""
    makers = (each.name for each in creators if "caption" not in (each.role or "").lower())
    return next(makers, None)


def _credit(byline: str | None, source: str | None) -> str | None:
    """The credit where none is delivered: the maker and the agency."""
    return " / ".join(dict.fromkeys(each for each in (byline, source) if each)) or None


def _stands_alone(outline: Outline, component: etree._Element) -> bool:
    """Whether ``component`` describes its files itself."""
    lines = any(text(each) for each in children(component, "NewsLines"))
    return lines or any(outline.role(each) in CAPTIONS for each in outline.inner(component))


def _texts(group: Group, zone: tzinfo) -> tuple[str | None, str | None, dict[str, Any]]:
    """The caption, the title, and what their markup said besides."""
    found: dict[str, str] = {}
    extra: dict[str, Any] = {}
    outline = group.outline
    around = [group.component] if group.first else []
    insides = dict.fromkeys([*around, *(component for component, _ in group.files)])
    for component in [each for inside in insides for each in outline.inner(inside)]:
        role = outline.role(component)
        name = "caption" if role in CAPTIONS else "title" if role in TITLES else ""
        if not name or name in found:
            continue
        for content in outline.contents(component):
            if kind_of(content) == "text":
                taken = take_content(content, zone)
                if line := taken.line():
                    found[name] = line
                    extra |= taken.extra
                break
    return found.get("caption"), found.get("title"), extra
