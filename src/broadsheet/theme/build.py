"""Build what the theme needs and the repository lacks: fonts, style sheet, script, app icons."""

from __future__ import annotations

from pathlib import Path

from broadsheet.theme.app_icons import build_app_icons
from broadsheet.theme.fonts import build_fonts
from broadsheet.theme.script import build_script
from broadsheet.theme.stylesheet import build_stylesheet


def build(target: Path) -> list[Path]:
    """Write everything below `target` (a static files folder); return the paths.

    Safe to run again: fonts are made only when something about them has changed.
    """
    return [
        *build_fonts(target),
        build_stylesheet(target),
        build_script(target),
        *build_app_icons(target),
    ]
