"""A demo story's blocks as StreamField data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from broadsheet.site.demo import story_blocks as blocks
from broadsheet.site.demo.load_pictures import PictureDesk
from broadsheet.site.demo.story_markup import as_html, as_plain
from broadsheet.stories.models import Edition, Story


class StreamWriter:
    """Writes bodies for one edition; `stories` are those that may be named as related."""

    def __init__(
        self, edition: Edition, pictures: PictureDesk, stories: Mapping[str, Story], now: datetime
    ) -> None:
        self.edition = edition
        self.pictures = pictures
        self.stories = stories
        self.now = now

    def body(self, body: Iterable[blocks.Block]) -> list[dict[str, Any]]:
        """All but the entries. Running text between two other blocks is one text block.

        The clip that leads a video story stays out: it stands above the body.
        """
        stream: list[dict[str, Any]] = []
        for block in body:
            if isinstance(block, blocks.Paragraph | blocks.Subhead):
                tag = "p" if isinstance(block, blocks.Paragraph) else "h2"
                markup = f"<{tag}>{as_html(block.text)}</{tag}>"
                if stream and stream[-1]["type"] == "text":
                    stream[-1]["value"] += markup
                else:
                    stream.append({"type": "text", "value": markup})
            elif (written := self._block(block)) is not None:
                stream.append(written)
        return stream

    def entries(self, body: Iterable[blocks.Block]) -> list[dict[str, Any]]:
        """The entries of a live story, newest first."""
        found = [block for block in body if isinstance(block, blocks.Entry)]
        return [
            {
                "type": "entry",
                "value": {
                    "at": self._at(entry.age),
                    "headline": as_plain(entry.headline),
                    "text": "".join(f"<p>{as_html(text)}</p>" for text in entry.paragraphs),
                    "key_moment": False,
                },
            }
            for entry in sorted(found, key=lambda entry: entry.age)
        ]

    def _at(self, age: timedelta) -> str:
        return (self.now - age).isoformat()

    def _block(self, block: blocks.Block) -> dict[str, Any] | None:
        match block:
            case blocks.PullQuote():
                return _made("quote", quote=as_plain(block.text), attribution=block.attribution)
            case blocks.Facts():
                facts = [as_plain(item) for item in block.items]
                return _made("facts", title=block.title, facts=facts)
            case blocks.Table():
                return _made("table", caption=block.caption, source="", table=_table(block))
            case blocks.PictureBlock():
                return {"type": "picture", "value": self._picture(block.picture, block.caption)}
            case blocks.Gallery():
                shown = [self._picture(item.picture, item.caption) for item in block.items]
                return _made("gallery", title="", pictures=shown)
            case blocks.Correction():
                text = as_plain(block.text)
                return _made("correction", corrected_at=self._at(block.age), text=text)
            case blocks.PageBreak():
                return _made("page_break", title=block.title)
            case blocks.Related():
                known = [self.stories[slug].pk for slug in block.slugs if slug in self.stories]
                return _made("related", title="", stories=known) if known else None
            case _:
                return None

    def _picture(self, key: str, caption: str) -> dict[str, Any]:
        picture = self.pictures.of(key, self.edition)
        return {"picture": picture.pk, "caption": as_plain(caption), "credit": "", "alt": ""}


def _made(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _table(block: blocks.Table) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": as_plain(head)} for head in block.head],
        "rows": [{"values": [as_plain(cell) for cell in row]} for row in block.rows],
        "caption": "",
    }
