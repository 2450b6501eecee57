"""The demo newspaper's registers: who, where and what its stories name by key."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from .story_errors import DemoContentError

CONTENT = Path(__file__).parent / "content"
TOPIC_KINDS = ("person", "organisation", "place", "event", "subject")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in the languages in which it is given, by the code of the edition."""

    texts: Mapping[str, str]

    def for_edition(self, code: str) -> str:
        """The text for that edition, in English where it has none; empty where nobody has."""
        return self.texts.get(code) or self.texts.get("en", "")


@dataclass(frozen=True, slots=True)
class Person:
    """One of the staff. `portrait` is a key in pictures.toml, empty where nobody has drawn one."""

    key: str
    name: Wording
    role: Wording
    bio: Wording
    email: str
    portrait: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section and the codes of the editions that have it."""

    key: str
    name: Wording
    description: Wording
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Special:
    """A running topic. `picture` is the key of its banner."""

    key: str
    name: Wording
    standfirst: Wording
    picture: str


@dataclass(frozen=True, slots=True)
class Topic:
    """What a story is about. `key` is `kind:slug`; `media_topic` an IPTC code or empty."""

    key: str
    name: Wording
    description: Wording = Wording({})
    media_topic: str = ""

    @property
    def kind(self) -> str:
        """One of TOPIC_KINDS."""
        return self.key.partition(":")[0]

    @property
    def slug(self) -> str:
        """The key without its kind."""
        return self.key.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Source:
    """A credit that is printed; `house` where it is the paper itself."""

    key: str
    name: Wording
    house: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn, and what stands under it.

    `focal` is the left, top, width and height of its focal area as fractions of the frame.
    """

    key: str
    scene: str
    seed: int
    focal: tuple[float, float, float, float]
    title: Wording
    alt: Wording
    caption: Wording
    creator: str
    credit: str
    copyright: str
    usage_terms: str


@dataclass(frozen=True, slots=True)
class Clip:
    """A short film to be drawn. `poster` is a key in pictures.toml."""

    key: str
    scene: str
    seed: int
    poster: str
    title: Wording
    description: Wording
    creator: str
    credit: str
    copyright: str
    usage_terms: str


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers, each in the order of its file."""

    people: Mapping[str, Person]
    sections: Mapping[str, Section]
    specials: Mapping[str, Special]
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    pictures: Mapping[str, Picture]
    clips: Mapping[str, Clip]


def read_registers(folder: Path = CONTENT) -> Registers:
    """The registers in `folder`, as NFC. Raises DemoContentError for a key that is wrong."""
    return Registers(
        people=_read(folder / "people.toml", Person),
        sections=_read(folder / "sections.toml", Section),
        specials=_read(folder / "specials.toml", Special),
        topics=_read(folder / "topics.toml", Topic),
        sources=_read(folder / "sources.toml", Source),
        pictures=_read(folder / "pictures.toml", Picture),
        clips=_read(folder / "clips.toml", Clip),
    )


def _read(path: Path, record: Callable[..., T]) -> dict[str, T]:
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        line = int(at[1]) if at else 1
        raise DemoContentError(path, line, f"this is not TOML: {error}", "Mend it") from error
    found = {}
    for key, fields in tables.items():
        try:
            found[key] = record(key=key, **_prepared(record, fields))
        except (TypeError, ValueError) as error:
            line = _line_of(text, key)
            raise DemoContentError(
                path, line, f"{key!r} is wrong: {error}", "Give the fields that its neighbours have"
            ) from error
    return found


def _prepared(record: Callable[..., object], fields: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = record.__dataclass_fields__  # type: ignore[attr-defined]
    prepared: dict[str, Any] = {}
    for name, value in fields.items():
        field_type = known[name].type if name in known else ""
        if field_type == "Wording":
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
                raise ValueError(f"{name} is not a text for each language")
            prepared[name] = Wording(value)
        else:
            prepared[name] = tuple(value) if isinstance(value, list) else value
    return prepared


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() in {f"[{key}]", f'["{key}"]'}:
            return number
    return 1
