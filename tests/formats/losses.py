"""What an XML document said and its items do not: for every adapter that reads XML."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from html import unescape
from typing import Any

from broadsheet.formats import Item
from broadsheet.formats.html import clean_inline, looks_like_html
from broadsheet.formats.text import clean_line
from broadsheet.formats.times import parse_time
from broadsheet.formats.xml import document, local

_LINK = re.compile('href="([^"]*)"')
_SCHEMA = ("schemaLocation", "noNamespaceSchemaLocation")


def losses(data: bytes, items: Iterable[Item], but: Container[str] = ()) -> list[str]:
    """Every text and attribute value of the document in ``data`` that is in none of ``items``,
    with the name of its element; times excepted (they are converted), and values in ``but``."""
    told = "\n".join(words(leaf) for item in items for leaf in leaves(item.as_json()))
    return [
        f"{place}: {said}"
        for place, said in _said(data)
        if parse_time(said) is None and said not in but and words(said) not in told
    ]


def leaves(value: Any) -> Iterator[str]:
    """Every text, number and key in ``value``; the blocks of a body as one text."""
    if isinstance(value, dict):
        body = value.get("body")
        # A page that was not chosen has a body too, but no blocks.
        if isinstance(body, list) and "guid" in value:
            yield "".join(block["html"] + block["caption"] for block in body)
            yield from (unescape(each) for block in body for each in _LINK.findall(block["html"]))
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        yield " ".join(each for each in value if isinstance(each, str))
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield str(value)


def words(text: str) -> str:
    """The letters and digits of ``text``, without markup and case."""
    plain = clean_inline(text) if looks_like_html(text) else clean_line(text)
    return "".join(character for character in plain.casefold() if character.isalnum())


def _said(data: bytes) -> Iterator[tuple[str, str]]:
    for element in document(data).iter():
        name = local(element)
        for key, value in element.attrib.items():
            if not str(key).endswith(_SCHEMA):
                yield f"{name}@{key!s}", str(value)
        for text in (element.text, element.tail):
            if text and text.strip():
                yield name, text
