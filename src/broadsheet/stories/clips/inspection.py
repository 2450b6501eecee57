"""The door that every clip passes: is the file what its name says, is it whole?"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from broadsheet.stories.clips import mp4, webm
from broadsheet.stories.clips.facts import BrokenClip, ClipFacts

_KIND_OF_SUFFIX = {
    "mp4": "MP4",
    "m4a": "MP4",
    "webm": "WebM",
    "mp3": "MP3",
    "ogg": "Ogg",
    "flac": "FLAC",
    "wav": "WAV",
}
_READERS = {"MP4": mp4.read, "WebM": webm.read}


class ClipRefused(ValidationError):
    """A clip that is not taken in; the message says which, why, and what to do."""


def inspect_clip(file: Any) -> ClipFacts:
    """Check the named, seekable `file` and return what its container says.

    MP4 and WebM are followed to their end; of MP3, Ogg, FLAC and WAV only the first bytes are
    looked at. Raises ClipRefused.
    """
    name = PurePath(file.name).name
    suffix = PurePath(name).suffix.lower().lstrip(".")
    file.seek(0)
    found = kind_of(file.read(64))
    if not found or found != _KIND_OF_SUFFIX.get(suffix):
        raise ClipRefused(
            _("“%(name)s” holds %(found)s, which doesn't fit its name. Export it as MP4 or WebM."),
            code="mislabelled",
            params={"name": name, "found": found or _("neither sound nor moving pictures")},
        )
    try:
        return _READERS[found](file, file.size) if found in _READERS else ClipFacts()
    except BrokenClip as error:
        raise ClipRefused(
            _("“%(name)s” is damaged or stops before its end. Send the file again."),
            code="damaged",
            params={"name": name},
        ) from error
    finally:
        file.seek(0)


def inspect_captions(file: Any) -> None:
    """Raise ClipRefused unless `file` is a WebVTT file (W3C WebVTT, 4.1) in UTF-8."""
    file.seek(0)
    data = file.read()
    file.seek(0)
    try:
        first = data.decode("utf-8-sig").splitlines()[:1]
    except UnicodeDecodeError:
        first = []
    if not first or first[0].split(maxsplit=1)[:1] != ["WEBVTT"]:
        raise ClipRefused(
            _("“%(name)s” is not a WebVTT file in UTF-8. Export the captions as WebVTT."),
            code="captions",
            params={"name": PurePath(file.name).name},
        )


def kind_of(head: bytes) -> str:
    """The format of a file that begins with `head` (64 bytes will do); "" for another."""
    if head[4:8] == b"ftyp":
        return "MP4"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "WebM"
    if head[:4] == b"OggS":
        return "Ogg"
    if head[:4] == b"fLaC":
        return "FLAC"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "WAV"
    if head[:3] == b"ID3" or _begins_mp3_frame(head):
        return "MP3"
    return ""


def _begins_mp3_frame(head: bytes) -> bool:
    """Whether an MPEG audio layer III frame header (ISO/IEC 11172-3, 2.4.1.3) begins `head`."""
    return (
        len(head) > 3
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2
        and head[2] & 0xF0 != 0xF0
        and head[2] & 0x0C != 0x0C
    )
