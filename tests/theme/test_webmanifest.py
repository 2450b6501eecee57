"""The manifest that makes an edition an app."""

from __future__ import annotations

from dataclasses import dataclass

from broadsheet.theme.webmanifest import manifest_for


@dataclass
class ArabicEdition:
    """An edition as the manifest sees it."""

    name: str = "أنباء المد"
    tagline: str = "للبحر مواعيده"
    language: str = "ar"
    direction: str = "rtl"
    home_path: str = "/ar/"


def test_an_edition_is_an_app_of_its_own_inside_the_whole_paper() -> None:
    made = manifest_for(ArabicEdition(), lambda name: f"/static/{name}")
    assert (made["name"], made["lang"], made["dir"]) == ("أنباء المد", "ar", "rtl")
    assert made["id"] == made["start_url"] == "/ar/"
    assert made["scope"] == "/"
    assert made["display"] == "standalone"


def test_icons_include_both_sizes_and_a_maskable_one() -> None:
    icons = manifest_for(ArabicEdition(), lambda name: f"/static/{name}")["icons"]
    assert {icon["sizes"] for icon in icons if icon["purpose"] == "any"} == {"192x192", "512x512"}
    assert [icon["sizes"] for icon in icons if icon["purpose"] == "maskable"] == ["512x512"]
    assert all(icon["src"].startswith("/static/theme/icons/") for icon in icons)
