"""The demo newspaper's films: they close on themselves, and the files are small and whole."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from broadsheet.site.demo import clips
from broadsheet.site.demo.clips.draw import FILMS, RATE, SECONDS, SIZE, frame, poster

FOLDER = Path(clips.__file__).parent
CUE = re.compile(r"^(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d\.\d{3})$", re.MULTILINE)


@pytest.mark.parametrize("film", sorted(FILMS))
def test_a_film_moves_and_closes_on_itself(film: str) -> None:
    first, later = frame(film, 0.0), frame(film, 0.4)

    assert first.size == later.size == SIZE
    assert frame(film, 1.0).tobytes() == first.tobytes()
    moved = np.abs(np.asarray(first, dtype=int) - np.asarray(later, dtype=int)).max(axis=2) > 24
    assert 0.01 < moved.mean() < 0.6


@pytest.mark.parametrize("film", sorted(FILMS))
def test_what_stands_still_is_printed_the_same_in_every_frame(film: str) -> None:
    sky = (0, 0, SIZE[0], SIZE[1] // 12)

    assert frame(film, 0.1).crop(sky).tobytes() == frame(film, 0.5).crop(sky).tobytes()


@pytest.mark.parametrize("film", sorted(FILMS))
def test_a_poster_is_large_and_has_the_shape_of_its_film(film: str) -> None:
    wide, high = poster(film).size

    assert wide >= 1200
    assert wide * SIZE[1] == high * SIZE[0]


@pytest.mark.parametrize("film", sorted(FILMS))
def test_the_encoded_files_are_small_and_what_they_are_called(film: str) -> None:
    mp4, webm = ((FOLDER / f"{film}.{suffix}").read_bytes() for suffix in ("mp4", "webm"))

    assert mp4[4:8] == b"ftyp"
    assert mp4.index(b"moov") < mp4.index(b"mdat"), "does not start before it is all there"
    assert b"avc1" in mp4
    assert webm[:4] == b"\x1a\x45\xdf\xa3"
    assert b"V_VP9" in webm[:1000]
    assert max(len(mp4), len(webm)) <= 350 * 1024


@pytest.mark.parametrize("edition", ["en", "zh", "ar"])
@pytest.mark.parametrize("film", sorted(FILMS))
def test_the_captions_follow_one_another_to_the_end(film: str, edition: str) -> None:
    text = (FOLDER / f"{film}.{edition}.vtt").read_text(encoding="utf-8")
    cues = [(60 * int(a) + float(b), 60 * int(c) + float(d)) for a, b, c, d in CUE.findall(text)]

    assert text.startswith("WEBVTT\n\n")
    assert len(cues) >= 3
    ends = 0.0
    for start, end in cues:
        assert start == ends
        assert end > start
        ends = end
    assert ends == SECONDS
    assert RATE == 24
