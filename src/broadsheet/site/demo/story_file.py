"""Reads one story file of the demo newspaper: front matter in TOML, then the body."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from .story_blocks import Block, Entry, Gallery, PageBreak, Video
from .story_body import BodyError, read_age, read_body
from .story_errors import DemoContentError

KINDS = ("text", "gallery", "video", "live")

_FENCE = "+++"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NEEDED = ("headline", "section", "kind", "source", "age")
_TEXTS = frozenset(
    {"headline", "short_headline", "kicker", "standfirst", "section", "kind", "source", "editor"}
    | {"dateline", "picture", "age", "updated", "translation", "usage_terms"}
)
_LISTS = frozenset({"further_sections", "specials", "topics", "bylines"})
_KEYS = _TEXTS | _LISTS | {"urgency", "paged"}


@dataclass(frozen=True, slots=True)
class StoryFile:
    """One story as it is written in its file.

    Keys (`section`, `picture`, `topics` …) are those of the registers. `age` and `updated` are
    how long before now the story was published and last updated. A text that the file leaves
    out is empty.
    """

    path: Path
    edition: str
    slug: str
    headline: str
    section: str
    kind: str
    source: str
    age: timedelta
    body: tuple[Block, ...]
    short_headline: str = ""
    kicker: str = ""
    standfirst: str = ""
    editor: str = ""
    dateline: str = ""
    picture: str = ""
    translation: str = ""
    usage_terms: str = ""
    further_sections: tuple[str, ...] = ()
    specials: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    updated: timedelta | None = None
    urgency: int | None = None
    paged: bool = False


def read_story(path: Path) -> StoryFile:
    """The story in the file at `path`; the folder's name is its edition, its own name the slug.

    Text is NFC afterwards. Raises DemoContentError with the file, the line and what to do.
    """
    return _Reader(path).read()


def read_edition(folder: Path) -> Iterator[StoryFile]:
    """Every story of an edition's folder, by slug."""
    for path in sorted(folder.glob("*.md")):
        yield read_story(path)


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise self.wrong(line, "this is not UTF-8", "Save the file as UTF-8") from error
        self.lines = unicodedata.normalize("NFC", text).splitlines()

    def wrong(self, line: int, problem: str, remedy: str) -> DemoContentError:
        return DemoContentError(self.path, line, problem, remedy)

    def read(self) -> StoryFile:
        if not _SLUG.fullmatch(self.path.stem):
            remedy = "Name the file in small letters, figures and single hyphens"
            raise self.wrong(1, f"{self.path.stem!r} is not a slug", remedy)
        if not self.lines or self.lines[0] != _FENCE:
            raise self.wrong(1, "no front matter", "Begin the file with a line of +++")
        try:
            self.end = self.lines.index(_FENCE, 1)
        except ValueError:
            raise self.wrong(1, "the front matter does not end", "Close it with +++") from None
        fields = self.front_matter()
        story = StoryFile(
            path=self.path,
            edition=self.path.parent.name,
            slug=self.path.stem,
            body=self.body(),
            **fields,
        )
        self.check_kind(story)
        self.check_times(story)
        return story

    def front_matter(self) -> dict[str, Any]:
        try:
            found = tomllib.loads("\n".join(self.lines[1 : self.end]))
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            line = int(at[1]) + 1 if at else self.end
            raise self.wrong(line, f"the front matter is not TOML: {error}", "Mend it") from error
        for key, value in found.items():
            self.check_field(key, value)
        for key in _NEEDED:
            if not found.get(key):
                raise self.wrong(self.end + 1, f"{key} is missing", f"Add {key} = …")
        if found["kind"] not in KINDS:
            remedy = f"Use one of {', '.join(KINDS)}"
            raise self.wrong(self.line_of("kind"), f"no kind {found['kind']!r}", remedy)
        for key in ("age", "updated"):
            if key in found:
                found[key] = self.age(key, found[key])
        return {k: tuple(v) if k in _LISTS else v for k, v in found.items()}

    def check_field(self, key: str, value: object) -> None:
        line = self.line_of(key)
        if key not in _KEYS:
            remedy = f"Use one of {', '.join(sorted(_KEYS))}"
            raise self.wrong(line, f"no field is called {key!r}", remedy)
        if key in _TEXTS and not isinstance(value, str):
            raise self.wrong(line, f"{key} is not a text", "Put it in quotation marks")
        if key in _LISTS and not (
            isinstance(value, list) and all(isinstance(each, str) for each in value)
        ):
            raise self.wrong(line, f"{key} is not a list of texts", 'Write it as ["…", "…"]')
        if key == "urgency" and (type(value) is not int or not 1 <= value <= 9):
            raise self.wrong(line, "urgency is out of range", "Give a whole number from 1 to 9")
        if key == "paged" and not isinstance(value, bool):
            raise self.wrong(line, "paged is not true or false", "Write paged = true")

    def age(self, key: str, value: str) -> timedelta:
        try:
            return read_age(value)
        except ValueError as error:
            remedy = "Write it as 2h15m, 40m or 3d"
            raise self.wrong(self.line_of(key), f"{key}: {error}", remedy) from error

    def line_of(self, key: str) -> int:
        wanted = re.compile(rf'"?{re.escape(key)}"?\s*=')
        for number, line in enumerate(self.lines[: self.end], 1):
            if wanted.match(line):
                return number
        return 1

    def body(self) -> tuple[Block, ...]:
        try:
            blocks = read_body("\n".join(self.lines[self.end + 1 :]))
        except BodyError as error:
            line = self.end + 1 + error.line
            raise self.wrong(line, error.problem, error.remedy) from error
        if not blocks:
            raise self.wrong(self.end + 1, "the body is empty", "Write the story after +++")
        return blocks

    def check_kind(self, story: StoryFile) -> None:
        line = self.line_of("kind")
        led_by = {"gallery": Gallery, "video": Video, "live": Entry}
        for kind, block in led_by.items():
            if story.kind == kind and not any(isinstance(each, block) for each in story.body):
                name = block.__name__.lower()
                raise self.wrong(line, f"a {kind} story without one", f"Add a ::: {name} block")
        if story.kind != "live" and any(isinstance(each, Entry) for each in story.body):
            raise self.wrong(line, "entries in a story that is not live", 'Write kind = "live"')
        if story.paged != any(isinstance(each, PageBreak) for each in story.body):
            remedy = "Write paged = true and begin each further page with ::: page"
            raise self.wrong(self.line_of("paged"), "paged and the pages disagree", remedy)

    def check_times(self, story: StoryFile) -> None:
        if story.updated is not None and story.updated >= story.age:
            remedy = "Give an age smaller than the story's own"
            raise self.wrong(self.line_of("updated"), "updated before it was published", remedy)
