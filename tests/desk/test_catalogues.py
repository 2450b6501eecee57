"""The desk speaks Chinese, Arabic and Japanese: every string of ours is translated."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation.template import templatize

import broadsheet

PACKAGE = Path(broadsheet.__file__).parent
LANGUAGES = ("ar", "ja", "zh_Hans")
# The desk alone shows the wire's nouns; they stand in its catalogue.
ROOMS = {"desk": ("desk", "wire"), "stories": ("stories",)}
CATALOGUES = ("theme", "stories", "desk")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"%%?\(\w+\)[sd]|\{\w+\}|#")


@cache
def asked(room: str) -> frozenset[tuple[str, str]]:
    """Every string that the code and the templates of `room` ask a translation of, and its context
    or nothing."""
    found: set[tuple[str, str]] = set()
    for path in (PACKAGE / room).rglob("*"):
        if path.suffix not in {".py", ".html"} or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            text = "\n".join(line.strip() for line in templatize(text).splitlines())
        for _line, words, _comments, context in extract("python", BytesIO(text.encode()), KEYWORDS):
            found.add((words if isinstance(words, str) else words[0], context or ""))
    return frozenset(found)


def catalogue(room: str, language: str) -> Any:
    with (PACKAGE / room / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as stream:
        return read_po(stream, locale=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_string_is_translated(room: str, language: str) -> None:
    wanted = frozenset().union(*(asked(one) for one in ROOMS[room]))
    assert len(wanted) > 150
    known = catalogue(room, language)
    missing = [
        (text, context)
        for text, context in sorted(wanted)
        if not ((found := known.get(text, context or None)) and all(_texts(found)))
    ]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_room_translates_the_words_of_another(language: str) -> None:
    """All catalogues are one in the end: what means two things has a context."""
    said: dict[tuple[str | None, Any], Any] = {}
    for room in CATALOGUES:
        for message in catalogue(room, language):
            if message.id:
                key = (message.context, message.id)
                assert said.setdefault(key, message.string) == message.string, (room, key)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ROOMS)
def test_placeholders_survive(room: str, language: str) -> None:
    for message in catalogue(room, language):
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[1]
        for text in _texts(message):
            # Arabic says “one” and “two” in words.
            if message.pluralizable and language == "ar":
                assert set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(original))
            else:
                assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(original))


def test_the_desk_offers_these_languages() -> None:
    offered = {code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES}
    assert offered == {"en", *(one.lower().replace("_", "-") for one in LANGUAGES)}
    assert all(get_language_info(code)["name_local"] for code in offered)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_nothing_is_called_a_snippet(language: str) -> None:
    known = catalogue("desk", language)
    for words in ("1 snippet selected", "%(objects)s snippets selected", "Snippets"):
        assert known.get(words).string
        assert "snippet" not in known.get(words).string.lower()


def _texts(message: Any) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)
