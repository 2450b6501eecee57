"""Packages: ``groupSet`` with its groups (NewsML-G2 2.35, packageItem)."""

from __future__ import annotations

from typing import Any

from lxml import etree

from broadsheet.formats.errors import FormatError
from broadsheet.formats.item import Association, Item
from broadsheet.formats.newsmlg2.content_meta import CONTENT_META
from broadsheet.formats.newsmlg2.draft import Draft, code_of, read_section
from broadsheet.formats.newsmlg2.finish import finished
from broadsheet.formats.newsmlg2.item_meta import ITEM_META
from broadsheet.formats.newsmlg2.told import attributes_of, put, told
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import children, local

#: http://cv.iptc.org/newscodes/pkggroupmode/; without one the members complement each other.
_MODES = {"seq": "seq", "sequential": "seq", "alt": "alt", "alternative": "alt", "bag": "bag"}
_MEMBER = {**CONTENT_META, **ITEM_META}


def read_groups(draft: Draft, element: etree._Element) -> None:
    """Take the members of all groups into ``draft`` as associations, from the root group down, in
    their order; what the groups are stands in ``extra["groups"]``.

    An association's name is its group's role (or id), its ``rel`` the group's mode: seq, alt or
    bag. Its item holds what the package says of it, with its guid; the item itself comes apart.
    """
    groups = {clean_line(each.get("id", "")): each for each in children(element, "group")}
    root = clean_line(element.get("root", "")) or next(iter(groups), "")
    seen: set[str] = set()
    pending = [root] if root in groups else list(groups)[:1]
    order: list[str] = []
    while pending:
        name = pending.pop(0)
        if name in seen or name not in groups:
            continue
        seen.add(name)
        order.append(name)
        inner = [clean_line(e.get("idref", "")) for e in children(groups[name], "groupRef")]
        pending = inner + pending
    for name in (*order, *(each for each in groups if each not in seen)):
        _read_group(draft, name, groups[name])
    for each in element:
        if local(each) != "group":
            draft.keep("groupSet", each)
    draft.extra["root_group"] = root


def _read_group(draft: Draft, name: str, element: etree._Element) -> None:
    facts: dict[str, Any] = attributes_of(element)
    role = facts.get("role") or facts.get("roleuri") or ""
    mode = _MODES.get(code_of(facts.get("mode") or facts.get("modeuri") or ""), "bag")
    members: list[dict[str, str]] = []
    for each in element:
        kind = local(each)
        if kind == "groupRef":
            members.append({"group": clean_line(each.get("idref", ""))})
        elif kind == "itemRef" or (kind == "conceptRef" and each.get("residref")):
            item = _read_member(draft, each)
            members.append({"item": item.guid})
            draft.associations.append(Association(code_of(role) or name, item, mode))
        elif said := told(each):
            put(facts, kind, said)
    put(draft.extra, "groups", facts | {"members": members})


def _read_member(draft: Draft, element: etree._Element) -> Item:
    """What a package says of a member. Files on the web have no identifier but their address."""
    member = Draft(draft.zone, draft.sender, draft.vocabulary, draft.language)
    read_section(member, element, _MEMBER, "itemRef")
    facts = attributes_of(element)
    guid = facts.pop("residref", "") or facts.get("href", "")
    if not guid:
        raise FormatError(
            "A member of the package has neither “residref” nor “href”",
            where=f"line {element.sourceline}",
            remedy="Ask the provider to identify every member.",
        )
    return finished(member, guid, facts.pop("version", ""), facts)
