"""Headlines, descriptions and bodies: several representations of one text, of which one is used.

ninjs 1.x writes them as ``headline``, ``headline_main``, ``body_xhtml``… (patternProperties of
the 1.6 schema); 2.x and 3.x as lists of objects with ``role``, ``contenttype`` and ``value``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from broadsheet.formats.fields import Fields
from broadsheet.formats.html import (
    blocks_from_html,
    blocks_from_text,
    clean_inline,
    embedded_in_html,
    looks_like_html,
    once_escaped,
    plain_line,
    unseen_in_html,
)
from broadsheet.formats.item import Block
from broadsheet.formats.text import clean_line

Kind = Literal["html", "text", "other"]

_HTML_WORDS = frozenset({"html", "xhtml", "html5", "richtext"})
_TEXT_WORDS = frozenset({"text", "plain", "plaintext"})
_MAIN = frozenset({"", "main", "body", "article", "story", "content", "simple", "default"})
_HEADLINE = _MAIN | {"headline"}
_SUMMARY = _MAIN | {"summary", "standfirst", "abstract", "lead", "description", "caption"}
_NO_SUMMARY = frozenset({"writer", "credit", "creditline", "keywords", "alt", "alttext"})


@dataclass(frozen=True, slots=True)
class Representation:
    """One text: its role (empty for the main one), its kind, and how it was delivered."""

    value: str
    role: str
    kind: Kind
    name: str
    delivered: Any

    def line(self) -> str:
        """The text on one line, without markup."""
        return (
            clean_inline(self.value) if self.kind == "html" else plain_line(clean_line(self.value))
        )

    def blocks(self) -> tuple[Block, ...]:
        """The text as blocks."""
        return blocks_from_html(self.value) if self.kind == "html" else blocks_from_text(self.value)


def take_headline(fields: Fields) -> str | None:
    """The main headline as plain text; the others are left over."""
    found = _collect(fields, "headline", "headlines")
    return _take_line(fields, found, _HEADLINE, found)


def take_description(fields: Fields) -> str | None:
    """The standfirst or caption as plain text; the others are left over."""
    found = _collect(fields, "description", "descriptions")
    usable = [each for each in found if each.role not in _NO_SUMMARY]
    return _take_line(fields, found, _SUMMARY, usable)


def take_credit_line(fields: Fields) -> str | None:
    """The credit to print under a picture, where a description is marked as one."""
    found = _collect(fields, "description", "descriptions")
    return _take_line(
        fields, found, _SUMMARY, [each for each in found if each.role in ("creditline", "credit")]
    )


def take_body(fields: Fields) -> tuple[Block, ...]:
    """The best representation of the body as blocks: markup before plain text, the main body
    before others. The representations that were not chosen are left over; pictures that stand in
    the markup itself are told as ``embedded_pictures``."""
    found = _collect(fields, "body", "bodies")
    usable = [each for each in found if each.kind != "other"]
    usable.sort(key=lambda each: (each.role not in _MAIN, each.kind != "html"))
    for each in usable:
        if blocks := each.blocks():
            _leave(fields, [other for other in found if other is not each])
            if pictures := embedded_in_html(each.value):
                fields.keep("embedded_pictures", pictures)
            if each.kind == "html" and (unseen := unseen_in_html(each.value, blocks)):
                fields.keep("markup", unseen)
            return blocks
    _leave(fields, found)
    return ()


def _take_line(
    fields: Fields,
    found: list[Representation],
    main: frozenset[str],
    usable: list[Representation],
) -> str | None:
    usable = sorted(
        (each for each in usable if each.kind != "other"),
        key=lambda each: (each.role not in main, each.kind != "text"),
    )
    for each in usable:
        if line := each.line():
            _leave(fields, [other for other in found if other is not each])
            return line
    _leave(fields, found)
    return None


def _leave(fields: Fields, representations: list[Representation]) -> None:
    lists: dict[str, list[Any]] = {}
    for each in representations:
        if isinstance(each.delivered, dict):
            lists.setdefault(each.name, []).append(each.delivered)
        else:
            fields.keep(each.name, each.delivered)
    for name, delivered in lists.items():
        fields.keep(name, delivered)


def _collect(fields: Fields, singular: str, plural: str) -> list[Representation]:
    found = []
    for name in fields.names():
        lowered = name.lower()
        if not lowered.startswith(singular):
            continue
        prefix, _, suffix = lowered.partition("_")
        if prefix != singular or (suffix == "" and lowered != singular):
            continue
        if value := once_escaped(fields.markup(name)):
            role, kind = _read_words(suffix.split("_"))
            found.append(Representation(value, role, kind or _sniff(value), name, value))
    if fields.look(plural) is None:
        return found
    written = next((name for name in fields.names() if name.lower() == plural), plural)
    for path, member in fields.members(plural):
        inner = Fields(member, path)
        value = once_escaped(inner.markup("value"))
        if value:
            role, kind = _read_words((inner.line("role") or "").lower().split("_"))
            kind = _media_type(inner.line("contenttype")) or kind or _sniff(value)
            found.append(Representation(value, role, kind, written, member))
    return found


def _read_words(words: list[str]) -> tuple[str, Kind | None]:
    """The role, and the kind if the words name one: ``caption_xhtml`` is a caption in HTML."""
    role = "_".join(word for word in words if word not in _HTML_WORDS | _TEXT_WORDS)
    if _HTML_WORDS.intersection(words):
        return role, "html"
    return role, "text" if _TEXT_WORDS.intersection(words) else None


def _media_type(written: str | None) -> Kind | None:
    if written is None:
        return None
    name = written.partition(";")[0].strip().lower()
    if "html" in name or name.endswith(("/xml", "+xml")):
        return "html"
    return "text" if name.startswith("text/") or "/" not in name else "other"


def _sniff(value: str) -> Kind:
    return "html" if looks_like_html(value) else "text"
