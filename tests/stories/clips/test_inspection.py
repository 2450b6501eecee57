"""Clips at the door."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from broadsheet.stories.clips.facts import ClipFacts
from broadsheet.stories.clips.inspection import ClipRefused, inspect_captions, inspect_clip, kind_of
from tests.stories.clips import samples


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.mp4", samples.mp4()), ("a.m4a", samples.mp4()), ("a.webm", samples.webm())],
)
def test_facts(name: str, data: bytes) -> None:
    assert inspect_clip(SimpleUploadedFile(name, data)) == ClipFacts(12.5, 640, 360)


@pytest.mark.parametrize(("name", "data"), [("a.mp3", samples.MP3), ("a.ogg", samples.OGG)])
def test_sound(name: str, data: bytes) -> None:
    assert inspect_clip(SimpleUploadedFile(name, data)) == ClipFacts()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.mp4", samples.webm(), "“a.mp4” holds WebM"),
        ("a.webm", samples.mp4(), "“a.webm” holds MP4"),
        ("a.mp4", b"<!doctype html><script>alert(1)</script>", "neither sound nor moving"),
        ("a.mp3", b"", "neither sound nor moving"),
        ("a.exe", samples.mp4(), "doesn't fit its name"),
        ("a.mp4", samples.mp4()[:-30], "stops before its end"),
        ("a.webm", samples.webm()[:-30], "stops before its end"),
    ],
)
def test_refused(name: str, data: bytes, says: str) -> None:
    with pytest.raises(ClipRefused) as refusal:
        inspect_clip(SimpleUploadedFile(name, data))
    assert says in refusal.value.messages[0]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"ID3\x04", "MP3"),
        (b"\xff\xfb\x90\x64", "MP3"),
        (b"\xff\xf1\x50\x80", ""),
        (b"\xff\xfe<\x00", ""),
        (b"fLaC", "FLAC"),
        (b"RIFF\x00\x00\x00\x00WAVE", "WAV"),
        (b"RIFF\x00\x00\x00\x00WEBP", ""),
    ],
)
def test_kind_of(head: bytes, kind: str) -> None:
    assert kind_of(head) == kind


def test_captions() -> None:
    inspect_captions(SimpleUploadedFile("a.vtt", samples.VTT))
    inspect_captions(SimpleUploadedFile("a.vtt", b"\xef\xbb\xbf" + samples.VTT))


@pytest.mark.parametrize("data", [b"", b"1\n00:00:00,000 -->", b"WEBVTTX\n", b"\xff\xfeW\x00"])
def test_other_captions_are_refused(data: bytes) -> None:
    with pytest.raises(ClipRefused, match="is not a WebVTT file"):
        inspect_captions(SimpleUploadedFile("a.vtt", data))
