"""What set-up makes: style sheet, script and icons."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

from broadsheet.site.reading import config
from broadsheet.theme import script
from broadsheet.theme.app_icons import APP_ICONS, INK, PAPER, build_app_icons
from broadsheet.theme.stylesheet import PARTS, SOURCE, build_stylesheet, squeeze

SIDES = re.compile(r"\b(?:margin|padding|border)-(?:left|right)\b|float: (?:left|right)")


def test_every_part_of_the_style_sheet_is_in_it(tmp_path: Path) -> None:
    assert {path.stem for path in SOURCE.glob("*.css")} == set(PARTS)
    css = build_stylesheet(tmp_path).read_text(encoding="utf-8")
    assert "/*" not in css
    assert css.count("{") == css.count("}")
    assert "@media print" in css


def test_the_style_sheet_is_the_same_each_time(tmp_path: Path) -> None:
    first = build_stylesheet(tmp_path).read_bytes()
    assert build_stylesheet(tmp_path).read_bytes() == first


def test_the_script_is_every_part_in_a_block_of_its_own(tmp_path: Path) -> None:
    built = script.build_script(tmp_path).read_text(encoding="utf-8")
    assert script.build_script(tmp_path).read_text(encoding="utf-8") == built
    assert built.startswith("{\n")
    assert built.count("\n}\n{\n") == len(script.PARTS) - 1
    assert built.count("{") == built.count("}")
    assert "/* Registers" not in built
    assert "serviceWorker.register" in built
    for part in script.PARTS:
        # A block can neither import nor export.
        source = (script.SOURCE / f"{part}.js").read_text(encoding="utf-8")
        assert not re.search(r"^(?:import|export)\b", source, re.M), part


def test_it_needs_no_other_host_and_no_physical_sides() -> None:
    for part in PARTS:
        css = (SOURCE / f"{part}.css").read_text(encoding="utf-8")
        assert "http" not in css
        sides = SIDES.findall(css)
        assert not sides, f"{part}.css names a side of the page: {sides}"


def test_squeezing_keeps_strings_and_sums() -> None:
    assert squeeze('a::after { content: "  ;  "; }') == 'a::after{content:"  ;  "}'
    assert squeeze("a { width: calc(1rem + 2px); } /* x */ b > i { }") == (
        "a{width:calc(1rem + 2px)}b>i{}"
    )
    assert squeeze(".a :is(b) { color: red; }") == ".a :is(b){color:red}"


def test_icons_have_their_sizes_and_the_maskable_one_its_margin(tmp_path: Path) -> None:
    build_app_icons(tmp_path)
    for icon in APP_ICONS:
        with Image.open(tmp_path / "theme" / "icons" / icon.name) as image:
            assert image.size == (icon.size, icon.size)
            assert image.mode == "RGB"
            assert image.getpixel((0, 0)) == INK
            paper = [
                (x, y)
                for x in range(0, icon.size, 4)
                for y in range(0, icon.size, 4)
                if image.getpixel((x, y)) == PAPER
            ]
            assert paper
            if icon.purpose == "maskable":
                middle, safe = icon.size / 2, 0.4 * icon.size
                assert all((x - middle) ** 2 + (y - middle) ** 2 <= safe**2 for x, y in paper)


def test_the_icon_at_its_old_address_has_the_sizes_of_tabs_and_lists(tmp_path: Path) -> None:
    (asked_at, file), *_others = config().icons
    build_app_icons(tmp_path)
    assert asked_at == "/favicon.ico"
    with Image.open(tmp_path / file) as image:
        assert image.format == "ICO"
        assert image.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
