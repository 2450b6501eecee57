"""Small containers with nothing to see in them, made on the spot."""

from __future__ import annotations

import struct


def box(kind: bytes, body: bytes) -> bytes:
    """An MP4 box."""
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def mp4(seconds: float = 12.5, width: int = 640, height: int = 360, version: int = 0) -> bytes:
    """An MP4 with a movie header, an audio track and a video track."""
    units = int(seconds * 1000)
    if version:
        header = bytes((1, 0, 0, 0)) + bytes(16) + struct.pack(">IQ", 1000, units) + bytes(80)
    else:
        header = bytes(12) + struct.pack(">II", 1000, units) + bytes(80)
    sound = box(b"trak", box(b"tkhd", bytes(84)))
    size = struct.pack(">II", width << 16, height << 16)
    film = box(b"trak", box(b"edts", b"") + box(b"tkhd", bytes(76) + size))
    movie = box(b"moov", box(b"mvhd", header) + sound + film)
    return box(b"ftyp", b"isom\x00\x00\x02\x00isomavc1") + box(b"mdat", bytes(100)) + movie


def element(identity: int, body: bytes) -> bytes:
    """An EBML element with a length of eight bytes."""
    named = identity.to_bytes((identity.bit_length() + 7) // 8, "big")
    return named + (1 << 56 | len(body)).to_bytes(8, "big") + body


def number(value: int) -> bytes:
    """A Matroska number of two bytes."""
    return value.to_bytes(2, "big")


def webm(width: int = 640, height: int = 360, doctype: bytes = b"webm") -> bytes:
    """A WebM of 12.5 seconds with Info, Tracks and an empty cluster."""
    length = element(0x4489, struct.pack(">d", 12_500.0))
    info = element(0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40") + length)
    video = element(0xE0, element(0xB0, number(width)) + element(0xBA, number(height)))
    tracks = element(0x1654AE6B, element(0xAE, b"") + element(0xAE, video))
    segment = element(0x18538067, info + tracks + element(0x1F43B675, bytes(50)))
    return element(0x1A45DFA3, element(0x4282, doctype)) + segment


MP3 = b"\xff\xfb\x90\x64" + bytes(413)
OGG = b"OggS" + bytes(60)
VTT = b"WEBVTT - captions\n\n00:00.000 --> 00:02.000\nThe tide comes in.\n"
