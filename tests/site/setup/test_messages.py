"""Translations, compiled without gettext's tools."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from broadsheet.site.setup import messages
from broadsheet.site.setup.messages import PACKAGE, compile_messages

CATALOGUES = sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"))


def test_there_are_catalogues() -> None:
    assert {path.parts[-3] for path in CATALOGUES} >= {"zh_Hans", "ar"}


def test_every_catalogue_is_compiled_and_can_be_read(tmp_path: Path) -> None:
    compile_messages(tmp_path)
    compile_messages(tmp_path)
    for source in CATALOGUES:
        room, language = source.relative_to(PACKAGE).parts[0], source.parts[-3]
        compiled = tmp_path / room / language / "LC_MESSAGES" / "django.mo"
        with compiled.open("rb") as stream:
            read = gettext.GNUTranslations(stream)
        assert len(read._catalog) > 1  # type: ignore[attr-defined]
    assert not list(tmp_path.rglob("*.new"))


def test_a_word_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "package" / "theme" / "locale" / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgctxt "paper"\nmsgid "Close"\nmsgstr "Schließen"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(messages, "PACKAGE", tmp_path / "package")
    compile_messages(tmp_path / "out")
    found = gettext.translation("django", tmp_path / "out" / "theme", ["de"])
    assert found.pgettext("paper", "Close") == "Schließen"
