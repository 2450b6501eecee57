"""Every scene of the demo newspaper is drawn: whole, different by seed, the same again."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from broadsheet.site.demo.pictures import SCENES, UnknownSceneError, draw

DRAWN = {
    *("harbour_dawn", "harbour_night", "ferry_storm", "lighthouse", "tide_steps", "kelp_farm"),
    *("tram_street", "tram_depot", "mountain_railway", "salt_lake", "moot_chamber", "moot_hall"),
    *("market_hall", "shipyard_cranes", "observatory", "night_sky", "seabird_cliff", "snow_pass"),
    *("orchard", "concert_hall", "mural_wall", "football_ground", "rowing_race", "cyclists_hill"),
    *("chess_cafe", "library", "chart_tide", "chart_crowns", "chart_ridership", "map_island"),
    *("rain_square", "fog_bridge", "workshop_loom", "greenhouse", "printing_press"),
    *("submarine_cable", "windmills", "beach_winter", "cartoon_desk", "festival_lanterns"),
    *(f"portrait_{letter}" for letter in "abcdefghijkl"),
    *("panorama_coast", "column_tower", "film_long_tide", "film_fog_tram"),
}


def _small(scene: str) -> tuple[int, int]:
    wide, high = SCENES[scene].size
    return wide // 5, high // 5


def _pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image, dtype=np.int16)


def test_the_scenes_are_those_the_registers_may_name() -> None:
    assert set(SCENES) == DRAWN


@pytest.mark.parametrize("scene", sorted(DRAWN))
def test_a_scene_is_a_full_picture_that_its_seed_decides(scene: str) -> None:
    size = _small(scene)
    first, again, other = draw(scene, 1, size), draw(scene, 1, size), draw(scene, 2, size)

    assert first.mode == "RGB"
    assert first.size == size
    assert first.tobytes() == again.tobytes()

    for image in (first, other):
        tones = np.asarray(image.convert("L"))
        assert tones.std() > 15, "flat"
        assert len(np.unique(tones)) > 100, "few tones"
        rows = tones.reshape(tones.shape[0], -1).std(axis=1)
        printed = 0.6 if scene.startswith("chart_") else 0.9  # a chart stands on bare paper
        assert (rows > 1.5).mean() > printed, "empty stretches"

    apart = 1 if scene.startswith("film_") else 8  # a still has the light of its film
    assert np.abs(_pixels(first) - _pixels(other)).mean() > apart, "the seeds look alike"


@pytest.mark.parametrize(
    ("scene", "size"),
    [
        ("harbour_dawn", (1600, 1067)),
        ("portrait_a", (900, 1125)),
        ("panorama_coast", (2400, 800)),
        ("column_tower", (1000, 1500)),
    ],
)
def test_each_format_has_its_own_size(scene: str, size: tuple[int, int]) -> None:
    assert draw(scene, 0).size == size


def test_an_odd_size_is_kept() -> None:
    assert draw("portrait_c", 4, (211, 263)).size == (211, 263)


def test_the_portraits_are_twelve_people() -> None:
    sitters = [_pixels(draw(f"portrait_{letter}", 0, (90, 112))) for letter in "abcdefghijkl"]
    for place, one in enumerate(sitters):
        for another in sitters[place + 1 :]:
            assert np.abs(one - another).mean() > 12


def test_an_unknown_scene_is_named_in_the_error() -> None:
    with pytest.raises(UnknownSceneError, match="no scene 'harbour_noon'"):
        draw("harbour_noon", 1)
