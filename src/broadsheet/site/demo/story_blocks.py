"""The blocks that the body of a demo story is made of.

Texts keep their light markup (`*emphasis*`, `**strong**`, `[words](address)`); see
`story_markup` for turning it into HTML.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside the body."""

    text: str


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A quotation set apart; `attribution` is empty where the text names its speaker."""

    text: str
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """A titled list of short facts."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads; every row has as many cells as the head."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture in the body. An empty caption means the picture's own."""

    picture: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class GalleryItem:
    """One picture of a gallery and what is written under it."""

    picture: str
    caption: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures in the order in which they are looked at."""

    items: tuple[GalleryItem, ...]


@dataclass(frozen=True, slots=True)
class Video:
    """A clip, by its key in clips.toml. An empty caption means the clip's description."""

    clip: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Slugs of other stories of the same edition."""

    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong; `age` is how long before now it was put right."""

    age: timedelta
    text: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The start of a further page of a paged story."""

    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live story; `age` is how long before now it was posted."""

    age: timedelta
    headline: str
    paragraphs: tuple[str, ...]


Block = (
    Paragraph
    | Subhead
    | PullQuote
    | Facts
    | Table
    | PictureBlock
    | Gallery
    | Video
    | Related
    | Correction
    | PageBreak
    | Entry
)
