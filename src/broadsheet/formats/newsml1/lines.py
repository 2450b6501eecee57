"""NewsLines and metadata of a chain of NewsComponents, the innermost first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from broadsheet.formats.html import clean_inline, clean_link, looks_like_html
from broadsheet.formats.iptc7901.order_lines import order_of
from broadsheet.formats.item import Creator, Link
from broadsheet.formats.leftovers import take, take_text
from broadsheet.formats.newsml1.components import XML_LANG
from broadsheet.formats.newsml1.management import text_or_name
from broadsheet.formats.xml import attribute, child, children, local, text

Chain = Sequence[etree._Element]

_CAPTIONS = frozenset(("caption", "captionline"))
_NONE = frozenset(("", "no", "none", "false", "0", "n"))
_NOTES = re.compile("advisory|editor|note|embargo", re.IGNORECASE)
_HOLDER = re.compile(
    r"(?:(?:copyright|\(c\)|©)\s*)*(?:\d{4}(?:\s*-\s*\d{4})?,?\s*)?(?P<holder>[^.]*?[^\s.\d])"
    r"\s*,?\s*(?:\d{4})?\s*(?:\.(?:\s.*)?)?",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_HOLDER, _LONGEST_NOTICE = 80, 500


def take_line(chain: Chain, name: str, language: str | None = None) -> str | None:
    """The first NewsLine called ``name``, in any case, that says anything; one that is marked as
    in another language than ``language`` only if there is no better."""
    lines = sorted(_lines(chain, name), key=lambda line: _is_foreign(line, language))
    for line in lines:
        if said := take_text(line):
            return clean_inline(said) or None if looks_like_html(said) else said
    return None


def _is_foreign(line: etree._Element, language: str | None) -> bool:
    told = str(line.get(XML_LANG, "")).lower().partition("-")[0]
    return bool(told and language) and told != str(language).lower().partition("-")[0]


def take_byline(chain: Chain) -> str | None:
    """The byline with the author's title."""
    byline, title = take_line(chain, "ByLine"), take_line(chain, "ByLineTitle")
    return ", ".join(part for part in (byline, title) if part) or None


def take_keywords(chain: Chain) -> list[str]:
    """The KeywordLines."""
    return [said for line in _lines(chain, "KeywordLine") if (said := take_text(line))]


def take_caption(chain: Chain) -> str | None:
    """The caption, where it is one of the NewsLines."""
    for line in _lines(chain, "NewsLine"):
        if text_or_name(child(line, "NewsLineType")).lower() in _CAPTIONS:
            for said in children(line, "NewsLineText"):
                if caption := take_text(said):
                    return caption
    return None


def take_notes(chain: Chain) -> tuple[list[str], list[str]]:
    """Lines for editors and comments on a component (NewsML 1.2, Comment), and those among them
    that speak of an embargo."""
    notes: list[str] = []
    embargoes: list[str] = []
    for line in _lines(chain, "NewsLine"):
        kind = text_or_name(child(line, "NewsLineType"))
        if not _NOTES.search(kind):
            continue
        for said in children(line, "NewsLineText"):
            if note := take_text(said):
                notes.append(note)
                if "embargo" in kind.lower():
                    embargoes.append(note)
    for component in chain:
        for comment in children(component, "Comment"):
            # One with a name is a program's: its version, an office.
            if not attribute(comment, "FormalName") and (note := take_text(comment)):
                notes.append(note)
                if order_of(note) == "hold":
                    embargoes.append(note)
    for metadata in _metadata(chain, "AdministrativeMetadata"):
        for each in children(metadata, "Property"):
            until = attribute(each, "Value")
            if "embargo" in attribute(each, "FormalName").lower() and until.lower() not in _NONE:
                embargoes.append(until)
        notes += (
            note
            for each in children(metadata, "Property")
            if attribute(each, "FormalName") == "EditorialInfo" and (note := take(each, "Value"))
        )
    return notes, embargoes


def take_links(chain: Chain) -> list[Link]:
    """Addresses in MoreLink and in NewsLines."""
    links = [
        Link(take_text(line), "more")
        for line in _lines(chain, "MoreLink")
        if clean_link(text(line))
    ]
    for line in _lines(chain, "NewsLine"):
        kind = text_or_name(child(line, "NewsLineType"))
        for said in children(line, "NewsLineText"):
            if (address := clean_link(text(said))) and "//" in address:
                take_text(said)
                links.append(Link(address, kind or None))
    return links


def party(chain: Chain, name: str) -> str | None:
    """The first party called ``name`` (Provider, Source) in the administrative metadata; it is
    left where it stands."""
    for element in _administrative(chain, name):
        for each in children(element, "Party"):
            if said := attribute(each, "FormalName"):
                return said
    return None


def take_source(chain: Chain, sender: str, holder: str | None) -> str | None:
    """Who is credited: a name rather than a host's name, where there is one."""
    provider, source = party(chain, "Provider"), party(chain, "Source")
    told = (take_line(chain, "CreditLine"), provider, sender, source, holder)
    known = [each for each in told if each]
    names = [each for each in known if "." not in each or " " in each]
    return next(iter((*names, *known)), None)


def take_creators(chain: Chain) -> tuple[Creator, ...]:
    """Creators and contributors with their roles."""
    creators: list[Creator] = []
    for name in ("Creator", "Contributor"):
        for element in _administrative(chain, name):
            creators += (
                Creator(said, _role(each, name))
                for each in children(element, "Party")
                if (said := take(each, "FormalName"))
            )
    return tuple(creators)


def take_rights(chain: Chain, extra: dict[str, Any]) -> tuple[str | None, str | None]:
    """Usage terms and the holder of the rights; the notice is kept whole in ``extra``."""
    terms: list[str] = []
    holder = None
    for rights in _metadata(chain, "RightsMetadata"):
        usages = rights.iter("{*}UsageType", "{*}Limitations")
        terms += (said for each in usages if (said := take_text(each)))
        for each in rights.iter("{*}CopyrightHolder"):
            holder = holder or take_text(each) or None
    if notice := take_line(chain, "CopyrightLine"):
        extra["copyrightnotice"] = notice
        holder = holder or holder_of(notice)
    return "; ".join(terms) or None, holder


def holder_of(notice: str) -> str | None:
    """Who holds the rights by a copyright notice: without sign and year, and only if it is a
    name rather than a sentence."""
    found = _HOLDER.fullmatch(" ".join(notice[:_LONGEST_NOTICE].split()))
    return found["holder"] if found and len(found["holder"]) <= _LONGEST_HOLDER else None


def _role(party: etree._Element, name: str) -> str | None:
    if topic := take(party, "Topic"):
        return topic.lower()
    for each in children(party, "Property"):
        if attribute(each, "FormalName") in ("Role", "Position") and attribute(each, "Value"):
            return take(each, "Value")
    return name.lower()


def _lines(chain: Chain, name: str) -> Iterator[etree._Element]:
    for component in chain:
        for lines in children(component, "NewsLines"):
            yield from (each for each in lines if local(each).lower() == name.lower())


def _metadata(chain: Chain, name: str) -> Iterator[etree._Element]:
    for component in chain:
        yield from children(component, name)


def _administrative(chain: Chain, name: str) -> Iterator[etree._Element]:
    for metadata in _metadata(chain, "AdministrativeMetadata"):
        yield from children(metadata, name)
