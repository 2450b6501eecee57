"""The cuts of the paper's face, and the lettering drawn from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from broadsheet.theme import lettering
from broadsheet.theme.fonts import CUTS, SIZE_LIMIT, build_fonts, code_points
from broadsheet.theme.lettering import draw_name, lettering_of
from broadsheet.theme.stylesheet import SOURCE

pytestmark = pytest.mark.xdist_group("fonts")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    target = tmp_path_factory.mktemp("made")
    return target, build_fonts(target)


def test_every_cut_is_small_fixed_and_holds_the_letters(made: tuple[Path, list[Path]]) -> None:
    assert [path.stem for path in made[1]] == [cut.name for cut in CUTS]
    for path in made[1]:
        assert path.stat().st_size <= SIZE_LIMIT
        font = TTFont(path)
        assert "fvar" not in font
        assert set(font.getBestCmap()) >= set(map(ord, "AzßÉłŐş“”–—…€"))
        assert set(font.getBestCmap()) <= code_points()


def test_the_licence_travels_with_the_fonts(made: tuple[Path, list[Path]]) -> None:
    assert "SIL OPEN FONT LICENSE" in (made[1][0].parent / "OFL.txt").read_text().upper()


def test_building_again_leaves_the_files_alone(made: tuple[Path, list[Path]]) -> None:
    target, paths = made
    before = [path.stat().st_mtime_ns for path in paths]
    assert build_fonts(target) == paths
    assert [path.stat().st_mtime_ns for path in paths] == before


def test_a_lost_file_is_made_again(made: tuple[Path, list[Path]]) -> None:
    target, paths = made
    paths[0].unlink()
    build_fonts(target)
    assert paths[0].exists()


def test_line_height_of_the_fallbacks_is_that_of_the_face(made: tuple[Path, list[Path]]) -> None:
    """Nothing moves when the face arrives: override × size-adjust is its own ascent and descent."""
    head = TTFont(made[1][0])["hhea"]
    units = TTFont(made[1][0])["head"].unitsPerEm
    css = (SOURCE / "faces.css").read_text(encoding="utf-8")
    fallbacks = re.findall(
        r"size-adjust: ([\d.]+)%;\s*ascent-override: ([\d.]+)%;\s*descent-override: ([\d.]+)%", css
    )
    assert len(fallbacks) == 6
    for adjust, ascent, descent in fallbacks:
        assert float(adjust) * float(ascent) / 1e4 == pytest.approx(head.ascent / units, abs=0.002)
        assert float(adjust) * float(descent) / 1e4 == pytest.approx(
            -head.descent / units, abs=0.002
        )


def test_a_latin_name_is_drawn_and_kerned() -> None:
    name = draw_name("The Almery Tidings")
    assert name is not None
    assert name.path.startswith("M")
    assert 0 < name.height < name.width
    together, apart = draw_name("To"), draw_name("T")
    letter = draw_name("o")
    assert together is not None
    assert apart is not None
    assert letter is not None
    assert together.width < apart.width + letter.width - 20


@pytest.mark.parametrize("name", ["潮信报", "أنباء المد", "The 潮信", " "])
def test_a_name_in_another_script_is_left_to_text(name: str) -> None:
    assert draw_name(name) is None


@pytest.mark.parametrize("name", ["Tidings", "潮信报"])
def test_a_name_is_drawn_by_one_process_for_all(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(lettering, "draw_name", lambda name: drawn.append(name) or draw_name(name))
    for _process in range(2):
        lettering_of.cache_clear()
        assert lettering_of(name) == lettering_of(name) == draw_name(name)
    assert drawn == [name]
