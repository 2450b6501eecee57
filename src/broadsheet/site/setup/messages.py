"""Compile translations, with Babel, into BROADSHEET_HOME."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[2]


def compile_messages(target: Path) -> None:
    """Write `<target>/<room>/<language>/LC_MESSAGES/django.mo` for every catalogue."""
    for source in sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po")):
        room, language = source.relative_to(PACKAGE).parts[0], source.parts[-3]
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=language)
        compiled = target / room / language / "LC_MESSAGES" / "django.mo"
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with compiled.with_suffix(".new").open("wb") as out:
            write_mo(out, catalogue)
        compiled.with_suffix(".new").rename(compiled)
