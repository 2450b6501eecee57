"""Reading one story file: what it gives, and what it says when the file is wrong."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet.site.demo.story_blocks import (
    Correction,
    Entry,
    Facts,
    Gallery,
    GalleryItem,
    PageBreak,
    Paragraph,
    PictureBlock,
    PullQuote,
    Related,
    Subhead,
    Table,
    Video,
)
from broadsheet.site.demo.story_body import read_age, read_body
from broadsheet.site.demo.story_errors import DemoContentError
from broadsheet.site.demo.story_file import read_edition, read_story

FRONT = """+++
headline = "Salt comes down the hill"
section = "business"
kind = "text"
source = "staff"
age = "1d2h30m"
+++
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "en"
    folder.mkdir()
    return folder


def write(folder: Path, text: str, slug: str = "salt-comes-down") -> Path:
    path = folder / f"{slug}.md"
    path.write_text(text, encoding="utf-8")
    return path


def front(**changes: str) -> str:
    """The front matter with some fields changed; a value of "" takes a field out."""
    lines = [line for line in FRONT.splitlines() if line.partition(" = ")[0] not in changes]
    added = [f"{key} = {value}" for key, value in changes.items() if value]
    return "\n".join([*lines[:-1], *added, "+++", ""])


def refused(path: Path) -> DemoContentError:
    with pytest.raises(DemoContentError) as caught:
        read_story(path)
    assert caught.value.path == path
    return caught.value


def test_a_plain_story_takes_its_edition_and_slug_from_its_path(folder: Path) -> None:
    story = read_story(write(folder, FRONT + "One line.\n"))
    assert (story.edition, story.slug) == ("en", "salt-comes-down")
    assert story.headline == "Salt comes down the hill"
    assert story.age == timedelta(days=1, hours=2, minutes=30)
    assert story.body == (Paragraph("One line."),)
    assert (story.updated, story.urgency, story.paged, story.topics) == (None, None, False, ())


def test_lists_and_further_fields(folder: Path) -> None:
    text = front(
        topics='["place:hask", "subject:rail"]',
        updated='"40m"',
        urgency="3",
        translation='"salt"',
    )
    story = read_story(write(folder, text + "Text.\n"))
    assert story.topics == ("place:hask", "subject:rail")
    assert story.updated == timedelta(minutes=40)
    assert (story.urgency, story.translation) == (3, "salt")


def test_text_is_composed(folder: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Café أُنباء")
    story = read_story(write(folder, front(kicker=f'"{decomposed}"') + decomposed))
    assert story.kicker == unicodedata.normalize("NFC", decomposed)
    assert story.body == (Paragraph(unicodedata.normalize("NFC", decomposed)),)


def test_an_edition_is_read_by_slug(folder: Path) -> None:
    for slug in ("b-two", "a-one"):
        write(folder, FRONT + "Text.\n", slug)
    assert [story.slug for story in read_edition(folder)] == ["a-one", "b-two"]


def test_every_kind_of_block() -> None:
    body = """First line
goes on.

## Subhead

> Pull quote
> that goes on
> — Who said it

::: facts In figures
- one
- two
:::

::: table Caption
| head | |
| cell | 2 |
:::

::: picture harbour-dawn
Its caption.
:::

::: picture harbour-night
:::

::: gallery
- harbour-dawn | Dawn
- harbour-night | Night | 2
:::

::: video long-tide
:::

::: entry 1h05m Water over the top
One.

Two.
:::

::: page The second page
:::

::: correction 35m
It was wrong.
:::

::: related one-story another-story
:::
"""
    assert read_body(body) == (
        Paragraph("First line goes on."),
        Subhead("Subhead"),
        PullQuote("Pull quote that goes on", "Who said it"),
        Facts("In figures", ("one", "two")),
        Table("Caption", ("head", ""), (("cell", "2"),)),
        PictureBlock("harbour-dawn", "Its caption."),
        PictureBlock("harbour-night"),
        Gallery((GalleryItem("harbour-dawn", "Dawn"), GalleryItem("harbour-night", "Night | 2"))),
        Video("long-tide"),
        Entry(timedelta(hours=1, minutes=5), "Water over the top", ("One.", "Two.")),
        PageBreak("The second page"),
        Correction(timedelta(minutes=35), "It was wrong."),
        Related(("one-story", "another-story")),
    )


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("40m", 40), ("2h", 120), ("2h15m", 135), ("3d", 4320), ("1d0h1m", 1441)],
)
def test_ages(text: str, minutes: int) -> None:
    assert read_age(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "2", "m", "15m2h", "2 h", "-1h", "1.5h"])
def test_ages_that_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="not an age"):
        read_age(text)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no front matter"),
        ("headline = 'x'\n", 1, "no front matter"),
        ("+++\nheadline = 'x'\n", 1, "does not end"),
        ("+++\nheadline = 'x'\nsection = \n+++\nText.\n", 3, "not TOML"),
        (front(section="") + "Text.\n", 6, "section is missing"),
        (front(colour='"red"') + "Text.\n", 7, "no field is called 'colour'"),
        (front(kind='"essay"') + "Text.\n", 6, "no kind 'essay'"),
        (front(age='"soon"') + "Text.\n", 6, "not an age"),
        (front(age="3") + "Text.\n", 6, "age is not a text"),
        (front(topics='"place:hask"') + "Text.\n", 7, "topics is not a list"),
        (front(urgency="10") + "Text.\n", 7, "urgency is out of range"),
        (front(urgency="true") + "Text.\n", 7, "urgency is out of range"),
        (front(paged='"yes"') + "Text.\n", 7, "paged is not true or false"),
        (front(updated='"2d"') + "Text.\n", 7, "updated before it was published"),
        (FRONT, 7, "the body is empty"),
        (FRONT + "One.\n\n::: facts Title\n- one\n", 10, "facts is never closed"),
        (FRONT + "::: facts A\n::: table B\n:::\n", 8, "facts is never closed"),
        (FRONT + "One.\n\n:::\n", 10, "closes nothing"),
        (FRONT + "::: fact Title\n- one\n:::\n", 8, "no block is called 'fact'"),
        (FRONT + "::: facts Title\n- one\ntwo\n:::\n", 10, "without a hyphen"),
        (FRONT + "::: facts Title\n:::\n", 8, "facts is empty"),
        (FRONT + "::: table T\n| a | b |\n| c |\n:::\n", 10, "a row of 1 cells under a head of 2"),
        (FRONT + "::: table T\n| a | b |\nc | d\n:::\n", 10, "outside its bars"),
        (FRONT + "::: table T\n| a | b |\n:::\n", 8, "a table without rows"),
        (FRONT + "::: gallery\n- harbour-dawn\n:::\n", 8, "no caption for picture 'harbour-dawn'"),
        (FRONT + "::: picture\n:::\n", 8, "picture without key"),
        (FRONT + "::: correction later\nWrong.\n:::\n", 8, "not an age"),
        (FRONT + "::: correction 3m\n:::\n", 8, "a correction without words"),
        (FRONT + "> — Nobody\n", 8, "a pull quote without words"),
        (FRONT + "# Title\n", 8, "a heading of another level"),
        (
            FRONT + "Text.\n\nSee [this](https://example.com/).\n",
            10,
            "a link must stay on the site",
        ),
        (FRONT + "See [this](javascript:alert(1)).\n", 8, "a link must stay on the site"),
        (FRONT + "Text.\n\n::: entry 5m Head\nText.\n:::\n", 4, "entries in a story that is not"),
        (FRONT + "Text.\n\n::: page Two\n:::\nMore.\n", 1, "paged and the pages disagree"),
        (front(paged="true") + "Text.\n", 7, "paged and the pages disagree"),
        (front(kind='"gallery"') + "Text.\n", 6, "a gallery story without one"),
        (front(kind='"video"') + "Text.\n", 6, "a video story without one"),
        (front(kind='"live"') + "Text.\n", 6, "a live story without one"),
        (front(kind='"live"') + "::: entry 5m\nText.\n:::\n", 8, "an entry without words"),
    ],
)
def test_errors_name_the_line_and_the_remedy(folder: Path, text: str, line: int, says: str) -> None:
    path = write(folder, text)
    error = refused(path)
    assert says in error.problem
    assert error.line == line
    assert error.remedy
    assert str(error) == f"{path}:{line}: {error.problem}. {error.remedy}."


@pytest.mark.parametrize("slug", ["Salt", "salt--hill", "-salt", "salt_hill", "盐"])
def test_a_name_that_is_no_slug(folder: Path, slug: str) -> None:
    assert "is not a slug" in refused(write(folder, FRONT + "Text.\n", slug)).problem


def test_a_file_that_is_not_utf8(folder: Path) -> None:
    path = folder / "salt.md"
    path.write_bytes(FRONT.encode() + "Café\n".encode("latin-1"))
    error = refused(path)
    assert (error.line, error.problem) == (8, "this is not UTF-8")
