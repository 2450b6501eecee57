"""Packed deliveries are opened, within limits."""

from __future__ import annotations

import contextlib
import gzip
import io
import random
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import FormatError, archives, open_archive


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return stream.getvalue()


def test_a_plain_file_gives_itself() -> None:
    assert open_archive(b"<nitf/>", "a.xml") == [("a.xml", b"<nitf/>")]
    assert open_archive(b"", "empty") == [("empty", b"")]


def test_gzip_of_one_and_of_several_parts() -> None:
    assert open_archive(gzip.compress(b"one"), "a.xml.gz") == [("a.xml", b"one")]
    two = gzip.compress(b"one ") + gzip.compress(b"two")
    assert open_archive(two, "a") == [("a", b"one two")]
    assert open_archive(gzip.compress(b"one") + b"\0\0\0", "a") == [("a", b"one")]
    assert open_archive(gzip.compress(b""), "a") == [("a", b"")]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_zip_in_the_order_of_its_members(how: int) -> None:
    data = zipped(("b.xml", b"B"), ("folder/", b""), ("folder/a.xml", b"A"), how=how)
    assert open_archive(data, "x.zip") == [("x.zip/b.xml", b"B"), ("x.zip/folder/a.xml", b"A")]
    assert open_archive(data)[0] == ("b.xml", b"B")


def test_archives_in_archives() -> None:
    inner = zipped(("c.xml.gz", gzip.compress(b"C")))
    assert open_archive(zipped(("b.zip", inner)), "a.zip") == [("a.zip/b.zip/c.xml", b"C")]


def test_names_lead_nowhere_and_litter_is_left_out() -> None:
    data = zipped(
        ("../../etc/passwd", b"1"),
        ("/root.xml", b"2"),
        ("a\\..\\b.xml", b"3"),
        ("c\nd\x1b.xml", b"4"),
        ("__MACOSX/._a", b"no"),
        ("x/.DS_Store", b"no"),
    )
    assert [name for name, _ in open_archive(data)] == [
        "etc/passwd",
        "root.xml",
        "a/b.xml",
        "c d.xml",
    ]


def refused(data: bytes) -> str:
    """The reason for which ``data`` is refused, without having taken much memory or time."""
    tracemalloc.start()
    try:
        with pytest.raises(FormatError) as error:
            open_archive(data, "bomb")
        assert tracemalloc.get_traced_memory()[1] < archives.MAX_TOTAL * 2.5
    finally:
        tracemalloc.stop()
    return error.value.reason


def test_what_unpacks_to_too_much() -> None:
    zeros = bytes(64 * 1024 * 1024)
    assert "times its packed size" in refused(gzip.compress(zeros))
    assert "times its packed size" in refused(zipped(("a", zeros)))
    assert "times its packed size" in refused(zipped(("a.gz", gzip.compress(zeros))))


def test_too_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_TOTAL", 2_000_000)
    noise = random.Random(1).randbytes(900_000)
    assert len(open_archive(zipped(("a", noise), ("b", noise)))) == 2
    assert "more than 2,000,000 bytes" in refused(zipped(("a", noise), ("b", noise), ("c", noise)))


def test_too_many_members() -> None:
    many = zipped(*((f"{number}.xml", b"") for number in range(archives.MAX_MEMBERS + 1)))
    assert "more than 2,000 files" in refused(many)


def test_too_deep() -> None:
    data = b"deep"
    for _ in range(archives.MAX_NESTING):
        data = gzip.compress(data)
    assert open_archive(data) == [("", b"deep")]
    assert "inside each other" in refused(gzip.compress(data))


def test_one_that_holds_itself_many_times_over() -> None:
    """Members whose entries all point at the same bytes: small packed, endless unpacked."""
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = body.compress(bytes(900_000)) + body.flush()
    crc = zlib.crc32(bytes(900_000))
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(packed), 900_000, 1, 0)
    data = local + b"a" + packed
    fields = (20, 20, 0, 8, 0, 0, crc, len(packed), 900_000, 1, 0, 0, 0, 0, 0, 0)
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields) + b"a"
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 500, 500, len(entry) * 500, len(data), 0)
    assert refused(data + entry * 500 + end)


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"words" * 100, mtime=0)[:-9],
        gzip.compress(b"words", mtime=0)[:12],
        b"\x1f\x8b\x08",
        b"PK\x03\x04",
        zipped(("a", b"words" * 100))[:-10],
        zipped(("a", b"words" * 100))[:20] + zipped(("a", b"words" * 100))[30:],
    ],
    # Processes that share the tests must agree on their names: no file's time may stand in them.
    ids=["gzip-no-end", "gzip-no-body", "gzip-mark", "zip-mark", "zip-no-end", "zip-hole"],
)
def test_broken_archives(data: bytes) -> None:
    assert "broken or cut short" in refused(data)


def test_encrypted_and_empty_ones() -> None:
    data = bytearray(zipped(("a", b"words")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert "encrypted" in refused(bytes(data))
    assert "holds no file" in refused(zipped())


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([gzip.compress(b"a" * 99, mtime=0), zipped(("a", b"b" * 99))]), st.data())
def test_damage_raises_nothing_else(data: bytes, draw: st.DataObject) -> None:
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        damaged[draw.draw(st.integers(3, len(data) - 1))] = draw.draw(st.integers(0, 255))
    with contextlib.suppress(FormatError):
        open_archive(bytes(damaged))
