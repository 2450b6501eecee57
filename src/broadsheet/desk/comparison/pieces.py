"""A body as the pieces that are compared: paragraphs, subheads, lists; other blocks whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from lxml import html

TEXT = "text"
_SAME_MEANING = {"b": "strong", "i": "em"}
_TAG = re.compile(r"<(/?)(\w+)((?:\s[^>]*)?)>")
_HREF = re.compile(r'\shref="([^"]*)"')
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a body.

    `kind` is `text` or the type of a block. `markup` is a text's own element. `block` is any other
    block as the stream holds it. Two pieces are the same where their `sameness` is: markup that
    says the same counts as the same, whichever editor wrote it.
    """

    kind: str
    sameness: str
    markup: str = ""
    block: Mapping[str, Any] | None = None

    @property
    def words(self) -> str:
        """Its visible words, for a person and to tell how much two pieces have in common."""
        source = self.markup or " ".join(_strings(self.block["value"] if self.block else ""))
        return _SPACES.sub(" ", unescape(re.sub("<[^>]+>", " ", source))).strip()


def pieces_of(stream: Iterable[Mapping[str, Any]]) -> list[Piece]:
    """The pieces of a StreamField's raw data, in order."""
    found: list[Piece] = []
    for block in stream:
        if block["type"] == TEXT:
            found += _elements(block["value"])
        else:
            value = json.dumps(_without_ids(block["value"]), sort_keys=True, ensure_ascii=False)
            found.append(Piece(block["type"], f"{block['type']} {value}", block=block))
    return found


def stream_of(pieces: Iterable[Piece]) -> list[dict[str, Any]]:
    """Raw data for a StreamField: runs of text become one block each."""
    stream: list[dict[str, Any]] = []
    for piece in pieces:
        if piece.block is not None:
            stream.append(dict(piece.block))
        elif stream and stream[-1]["type"] == TEXT:
            stream[-1]["value"] += piece.markup
        else:
            stream.append({"type": TEXT, "value": piece.markup})
    return stream


def _elements(markup: str) -> list[Piece]:
    found = []
    for element in html.fragments_fromstring(markup) if markup.strip() else []:
        if isinstance(element, str):
            if not element.strip():
                continue
            paragraph = html.Element("p")
            paragraph.text = element.strip()
            element = paragraph
        element.tail = None
        written = html.tostring(element, encoding="unicode")
        sameness = _SPACES.sub(" ", _TAG.sub(_plain_tag, written)).strip()
        if re.sub("<[^>]+>", "", sameness).strip():
            found.append(Piece(TEXT, sameness, markup=written))
    return found


def _plain_tag(tag: re.Match[str]) -> str:
    name = _SAME_MEANING.get(tag[2], tag[2])
    href = _HREF.search(tag[3])
    return f"<{tag[1]}{name}{f' {href[1]}' if href else ''}>"


def _without_ids(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_ids(inner) for key, inner in value.items() if key != "id"}
    if isinstance(value, list):
        return [_without_ids(inner) for inner in value]
    return value


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for key, inner in value.items() if key != "id" for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return []
