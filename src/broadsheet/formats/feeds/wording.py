"""The texts of feeds: plain, escaped HTML, XHTML or base64, as each format has it."""

from __future__ import annotations

import base64
import binascii
import copy
import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import urljoin, urlsplit

from lxml import etree

from broadsheet.formats.feeds.names import ATOM, XML
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_text,
    clean_inline,
    looks_like_html,
    once_escaped,
    unseen_in_html,
)
from broadsheet.formats.html.unseen import Unseen
from broadsheet.formats.item import Block
from broadsheet.formats.text import clean_line
from broadsheet.formats.xml import local, raw_text

_HTML = ("html", "text/html")
_XHTML = ("xhtml", "application/xhtml+xml")
#: Media RSS says ``plain`` (media:description, media:text).
_PLAIN = ("text", "plain", "text/plain", "")
_CDATA = re.compile(r"\s*<!\[CDATA\[(.*)\]\]>\s*", re.DOTALL)
_ADDRESS = re.compile(
    r"""(<(?:a|img)\b[^<>]*?\s(?:href|src)\s*=\s*)(?:(["'])([^"'<>]*)\2|([^\s"'<>]+))""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of a feed: ``text``, and whether it is HTML."""

    text: str
    is_html: bool

    def line(self) -> str:
        """The words on one line, without markup."""
        return clean_inline(self.text) if self.is_html else clean_line(self.text)

    def blocks(self, base: str) -> tuple[Block, ...]:
        """The text in clean blocks; relative addresses are relative to ``base``."""
        if self.is_html:
            return blocks_from_html(absolute(self.text, base))
        return blocks_from_text(self.text)

    def unseen(self, base: str, blocks: tuple[Block, ...]) -> Unseen:
        """What its markup says and ``blocks``, which were made of it, do not show."""
        return unseen_in_html(absolute(self.text, base), blocks) if self.is_html else {}

    def links_or_shows(self) -> bool:
        """Whether there is more in it than words: links, pictures, players."""
        return self.is_html and re.search(r"<(?:a|img|iframe|video)\b", self.text, re.I) is not None


def wording(element: etree._Element) -> Wording | None:
    """What ``element`` says: a text construct of Atom (RFC 4287, section 3.1; ``mode`` in 0.3),
    or RSS, where HTML may be escaped anywhere and nothing tells. None for what is no text."""
    stated = str(element.get("type", "")).strip().lower()
    mode = str(element.get("mode", "")).strip().lower()
    if mode == "base64":
        decoded = _from_base64(raw_text(element))
        return decoded if stated in (*_HTML, *_PLAIN) else None
    if len(element):
        return Wording(_inner_html(element), is_html=True)
    text = raw_text(element)
    if unwrapped := _CDATA.fullmatch(text):
        # The section was escaped with what it holds.
        text = unwrapped[1]
    if stated in _HTML or stated in _XHTML:
        return Wording(once_escaped(text), is_html=True)
    if stated and stated not in _PLAIN and not stated.startswith("text/"):
        return None
    literal = str(element.tag).startswith(f"{{{ATOM[0]}}}")
    if literal:
        return Wording(text, is_html=False)
    return Wording(once_escaped(text), is_html=looks_like_html(text))


def absolute(html: str, base: str) -> str:
    """``html`` with the addresses of links and pictures resolved against ``base``."""
    return _ADDRESS.sub(lambda found: _resolved(found, base), html) if base else html


def address(written: str, base: str) -> str:
    """``written`` resolved against ``base`` (RFC 3986, section 5); as it is if that fails."""
    written = written.strip()
    try:
        return written if not base or urlsplit(written).scheme else urljoin(base, written)
    except ValueError:
        return written


def base_of(element: etree._Element, otherwise: str = "") -> str:
    """The address that those in ``element`` are relative to (XML Base); ``otherwise`` if the
    document does not say."""
    bases = [str(each.get(f"{XML}base", "")) for each in (element, *element.iterancestors())]
    base = ""
    for each in reversed(bases):
        base = address(each, base) if each else base
    return base or otherwise


def _resolved(found: re.Match[str], base: str) -> str:
    start, mark, quoted, bare = found.groups()
    written = bare or quoted
    if not written.strip():
        # No address: a picture that is loaded later has it in another attribute.
        return found[0]
    mark = mark or '"'
    return f"{start}{mark}{escape(address(unescape(written), base))}{mark}"


def _from_base64(text: str) -> Wording | None:
    try:
        plain = base64.b64decode(text, validate=False).decode("utf-8", errors="replace")
    except (binascii.Error, ValueError):
        return None
    return Wording(plain, is_html=looks_like_html(plain))


def _rebase(element: etree._Element) -> None:
    """Resolve the addresses below an element inside ``element`` that has a base of its own (XML
    Base), the innermost first. ``element`` itself has its base from :func:`base_of`."""
    for each in reversed([one for one in element.iterdescendants() if f"{XML}base" in one.attrib]):
        base = str(each.attrib.pop(f"{XML}base"))
        for one in each.iter(etree.Element):
            for name in ("href", "src"):
                if name in one.attrib:
                    one.set(name, address(str(one.get(name)), base))


def _inner_html(element: etree._Element) -> str:
    """What stands in ``element`` as HTML, whatever namespace it is in."""
    inside = copy.deepcopy(element)
    _rebase(inside)
    for each in inside.iter():
        name = local(each).rpartition(":")[2]
        # The patient parser takes names as they stand, also such as nobody may write again.
        each.tag = name if name.isidentifier() else "span"
        for attribute in list(each.attrib):
            if "}" in str(attribute):
                del each.attrib[attribute]
    parts = [escape(inside.text or "", quote=False)]
    parts += [etree.tostring(each, encoding="unicode", method="html") for each in inside]
    return "".join(parts)
