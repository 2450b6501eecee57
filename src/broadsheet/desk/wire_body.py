"""A wire item's blocks as a story's body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import html

from broadsheet.formats.item import Block


def stream_from_blocks(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """StreamField data: runs of text become one text block each, tables become tables.

    Pictures inside the body are left to the wire item's media: nothing is loaded from elsewhere.
    """
    stream: list[dict[str, Any]] = []
    for block in blocks:
        if block.kind == "picture":
            continue
        if block.kind == "table":
            stream.append({"type": "table", "value": _table(block.html)})
        elif stream and stream[-1]["type"] == "text":
            stream[-1]["value"] += block.html
        else:
            stream.append({"type": "text", "value": block.html})
    return stream


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
    headed = bool(root.xpath(".//thead//th | .//tr[1]/th")) and len(rows) > 1
    headings = rows.pop(0) if headed else [""] * width
    return {
        "caption": caption or "",
        "source": "",
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in headings],
            "rows": [{"values": row} for row in rows],
            "caption": "",
        },
    }
