"""Translations are whole, and say what the templates ask for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import broadsheet.theme

ROOM = Path(broadsheet.theme.__file__).parent
ASKED = re.compile(r"""{% translate (?:"([^"]+)"|'([^']+)')(?: context ["']([^"']+)["'])?""")
LANGUAGES = ("ar", "ja", "zh_Hans")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_templates_is_translated(language: str) -> None:
    with (ROOM / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    asked = {
        (first or second, context or None)
        for path in (ROOM / "templates").rglob("*.html")
        for first, second, context in ASKED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 80
    missing = [pair for pair in sorted(asked, key=str) if not _translated(catalogue, *pair)]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_survive_translation(language: str) -> None:
    with (ROOM / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    for message in catalogue:
        if not message.id:
            continue
        one = message.id if isinstance(message.id, str) else message.id[1]
        for text in [message.string] if isinstance(message.string, str) else message.string:
            assert text, f"{language}: {one!r} has no translation"
            if message.pluralizable and language == "ar":
                continue
            assert re.findall(r"%\(\w+\)s|#", text) == re.findall(r"%\(\w+\)s|#", one)


def _translated(catalogue: object, words: str, context: str | None) -> bool:
    message = catalogue.get(words, context)  # type: ignore[attr-defined]
    return message is not None and bool(message.string)
