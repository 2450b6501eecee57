"""A wire item's blocks as a story's body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape, unescape
from typing import Any

from lxml import html

from broadsheet.desk.fitting import fit
from broadsheet.formats.item import Block
from broadsheet.theme.ruby import notation

_RUBY = re.compile(r"<ruby>(.*?)</ruby>", re.S)
_BRACKET = re.compile(r"<rp>.*?</rp>", re.S)
_PAIR = re.compile(r"(?P<base>.*?)<rt>(?P<reading>.*?)</rt>", re.S)
_TAG = re.compile(r"<[^>]+>")


_NO_PICTURES: Mapping[str, int] = {}


def stream_from_blocks(
    blocks: Iterable[Block], pictures: Mapping[str, int] = _NO_PICTURES
) -> list[dict[str, Any]]:
    """StreamField data: runs of text become one text block each, tables become tables.

    Ruby elements are written in the desk's notation. `pictures` are the keys of our pictures by the
    addresses that the agency gave them; one that is not among them is left out: nothing is loaded
    from elsewhere.
    """
    stream: list[dict[str, Any]] = []
    for block in blocks:
        if block.kind == "picture":
            if block.src in pictures:
                stream.append(picture_block(pictures[block.src], block.caption, alt=block.alt))
            continue
        markup = _RUBY.sub(_noted, block.html)
        if block.kind == "table":
            stream.append({"type": "table", "value": _table(markup)})
        elif stream and stream[-1]["type"] == "text":
            stream[-1]["value"] += markup
        else:
            stream.append({"type": "text", "value": markup})
    return stream


def picture_block(
    picture: int, caption: str = "", credit: str = "", alt: str = ""
) -> dict[str, Any]:
    """One of our pictures as a block."""
    value = {"picture": picture, "caption": caption, "credit": fit(credit, 255), "alt": alt}
    return {"type": "picture", "value": value}


def _noted(ruby: re.Match[str]) -> str:
    """One ruby element, its content a row of bases with their readings, without its tags."""
    content = _BRACKET.sub("", ruby[1])
    written, end = "", 0
    for pair in _PAIR.finditer(content):
        written += _written(pair["base"], pair["reading"])
        end = pair.end()
    return written + content[end:]


def _written(base: str, reading: str) -> str:
    reading = _TAG.sub("", reading).strip()
    if not _TAG.sub("", base).strip() or not reading:
        return base + reading
    if _TAG.search(base):
        return f"{base}({reading})"
    return escape(notation(unescape(base.strip()), unescape(reading)), quote=False)


def _table(markup: str) -> dict[str, Any]:
    root = html.fragment_fromstring(markup)
    caption = " ".join(" ".join(root.xpath(".//caption//text()")).split())
    rows = [
        [" ".join(" ".join(cell.itertext()).split()) for cell in row.xpath("./th|./td")]
        for row in root.xpath(".//tr")
    ]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    headed = bool(root.xpath(".//thead//th | .//tr[1]/th[2]")) and len(rows) > 1
    headings = rows.pop(0) if headed else [""] * width
    return {
        "caption": caption,
        "source": "",
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": row} for row in rows],
            "caption": "",
        },
    }
