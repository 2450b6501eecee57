"""Length and size out of MP4 and WebM, whole, cut and made of noise."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.stories.clips import mp4, webm
from broadsheet.stories.clips.facts import BrokenClip, ClipFacts
from tests.stories.clips import samples

FACTS = ClipFacts(12.5, 640, 360)


@pytest.mark.parametrize("version", [0, 1])
def test_mp4(version: int) -> None:
    data = samples.mp4(version=version)
    assert mp4.read(BytesIO(data), len(data)) == FACTS


def test_webm() -> None:
    data = samples.webm()
    assert webm.read(BytesIO(data), len(data)) == FACTS


def test_a_live_recording_has_no_known_length() -> None:
    data = samples.webm()
    at = data.index(b"\x18\x53\x80\x67") + 4
    live = data[:at] + b"\x01" + b"\xff" * 7 + data[at + 8 :]
    assert webm.read(BytesIO(live), len(live)) == FACTS


def test_matroska_is_not_webm() -> None:
    data = samples.webm(doctype=b"matroska")
    with pytest.raises(BrokenClip):
        webm.read(BytesIO(data), len(data))


@pytest.mark.parametrize("read", [mp4.read, webm.read])
@pytest.mark.parametrize("cut", [1, 40, 150])
def test_cut(read: Callable[..., ClipFacts], cut: int) -> None:
    data = (samples.mp4() if read is mp4.read else samples.webm())[:-cut]
    with pytest.raises(BrokenClip):
        read(BytesIO(data), len(data))


@given(st.binary(max_size=300), st.integers(0, 300))
def test_noise_is_broken_at_worst(noise: bytes, at: int) -> None:
    for whole, read in ((samples.mp4(), mp4.read), (samples.webm(), webm.read)):
        data = whole[:at] + noise + whole[at + len(noise) :]
        try:
            facts = read(BytesIO(data), len(data))
        except BrokenClip:
            continue
        assert facts.duration >= 0
