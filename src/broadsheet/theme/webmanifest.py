"""The web app manifest of an edition (W3C, Web Application Manifest)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from broadsheet.theme.app_icons import APP_ICONS

PAPER_COLOUR = "#fffdf8"
INK_COLOUR = "#16130f"


class PaperEdition(Protocol):
    """What the manifest needs to know of an edition."""

    name: str
    tagline: str
    language: str

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""

    @property
    def home_path(self) -> str:
        """Address of its home front."""


def manifest_for(edition: PaperEdition, static: Callable[[str], str]) -> dict[str, Any]:
    """The manifest of `edition`; `static` turns a static file's name into its address.

    Each edition is an app of its own, so its `id` is its home address; the scope is the whole
    paper, so that a link to another edition stays inside the window.
    """
    return {
        "id": edition.home_path,
        "name": edition.name,
        "short_name": edition.name,
        "description": edition.tagline,
        "lang": edition.language,
        "dir": edition.direction,
        "start_url": edition.home_path,
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER_COLOUR,
        "background_color": PAPER_COLOUR,
        "categories": ["news"],
        "icons": [
            {
                "src": static(f"theme/icons/{icon.name}"),
                "sizes": f"{icon.size}x{icon.size}",
                "type": "image/png",
                "purpose": icon.purpose,
            }
            for icon in APP_ICONS
            if not icon.name.startswith("apple")
        ],
    }
