"""What was written to do harm, through the body of every format, and as a delivery by itself."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.formats import FORMATS, FormatError, Item, detect, html_of, read
from broadsheet.formats.html import blocks_from_html
from broadsheet.formats.text import without_controls

from .allowed import offences

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
G2 = "http://iptc.org/std/nar/2006-10-01/"


def cdata(text: str) -> str:
    """``text`` as character data of XML."""
    return escape(without_controls(text).replace("\ufffe", ""), quote=False)


#: A delivery in each format, with a text that came from outside as its body and headline.
DELIVERIES: dict[str, Callable[[str], str]] = {
    "rss": lambda text: (
        f"<rss version='2.0'><channel><item><guid>u</guid><title>{cdata(text)}</title>"
        f"<description>{cdata(text)}</description></item></channel></rss>"
    ),
    "atom": lambda text: (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>u</id>"
        f"<title type='html'>{cdata(text)}</title><content type='html'>{cdata(text)}</content>"
        "</entry></feed>"
    ),
    "jsonfeed": lambda text: json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "u", "title": text, "content_html": text}],
        }
    ),
    "ninjs": lambda text: json.dumps({"uri": "u", "headline": text, "body_xhtml": text}),
    "nitf": lambda text: (
        f"<nitf><head><title>{cdata(text)}</title></head><body><body.content><p>{cdata(text)}</p>"
        "</body.content></body></nitf>"
    ),
    "newsmlg2": lambda text: (
        f"<newsItem xmlns='{G2}' guid='u' version='1' standard='NewsML-G2' standardversion='2.35'>"
        "<itemMeta><itemClass qcode='ninat:text'/></itemMeta><contentSet>"
        f"<inlineData contenttype='text/html'>{cdata(text)}</inlineData></contentSet></newsItem>"
    ),
    "iptc7901": lambda text: (
        "\x01hil0417 4 pl 61 hill 1\r\nFerry/\r\n\x02T =\r\n\r\n"
        f"{without_controls(text)}\r\n\x03\x04"
    ),
    "anpa1312": lambda text: (
        "\x16\x16\x01H1\x1fa\r\nr i\x13\x11 BC-Ferry   05-05 0061\r\n\x02^BC-Ferry,1<\r\n\t   "
        f"{without_controls(text)}\r\n\x08{without_controls(text)}\r\n\x03\x04"
    ),
}


def attacks(shared: Path) -> Iterator[str]:
    """Every file of the hostile folder whole, and every line of the lists."""
    folders = ("defusedxml", "xxe", "feed-sanitize", "html5lib", "svg", "xss-lists")
    for folder in folders:
        found = sorted(path for path in (shared / "hostile" / folder).glob("*") if path.is_file())
        assert found, folder
        for path in found:
            text = path.read_text(encoding="utf-8", errors="replace")
            yield text
            if folder == "xss-lists":
                yield "\n\n".join(
                    f"<p>x <a href='{line}'>y</a> {line}" for line in text.split("\n")
                )


def check(item: Item) -> None:
    """``item`` holds nothing that runs or is fetched by itself."""
    for block in item.body:
        assert offences(block.html) == [], block
        assert not block.src.lower().startswith(("javascript:", "data:", "vbscript:", "file:"))
    assert blocks_from_html(html_of(item.body)) == item.body
    for medium in item.media:
        for rendition in medium.renditions:
            assert (rendition.href or "http:").partition(":")[0] in (
                "http",
                "https",
                rendition.href,
            )
    for link in item.links:
        assert link.href.startswith(("http://", "https://", "mailto:", "/"))


@pytest.mark.parametrize("name", sorted(DELIVERIES))
def test_attacks_in_every_format(shared: Path, name: str) -> None:
    count = 0
    for text in attacks(shared):
        try:
            items = read(DELIVERIES[name](text).encode("utf-8", "replace"))
        except FormatError:
            continue
        assert {item.format for item in items} == {name}
        for item in items:
            check(item)
            count += 1
    assert count > 200


def test_hostile_files_as_deliveries(shared: Path) -> None:
    for path in sorted((shared / "hostile").glob("*/*")):
        started = time.process_time()
        told: list[str] = []
        try:
            for item in read(path.read_bytes()):
                check(item)
                told.append(json.dumps(item.as_json()))
        except FormatError as error:
            told.append(str(error))
        assert "root:x:" not in "".join(told)
        assert time.process_time() - started < 5, path


SAMPLES = [
    *(path.read_bytes() for path in (CORPUS / "feeds").glob("*.*")),
    *(path.read_bytes() for path in (CORPUS / "iptc7901").glob("*.txt")),
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SAMPLES), st.data())
def test_mutations_raise_nothing_but_format_errors(sample: bytes, draw: st.DataObject) -> None:
    data = bytearray(sample)
    for _ in range(draw.draw(st.integers(1, 6))):
        place = draw.draw(st.integers(0, len(data) - 1))
        length = draw.draw(st.integers(0, 30))
        data[place : place + length] = draw.draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from(
                    [b"<", b">", b"&", b"]]>", b"\0", b"\x01", b"\x02", b"=", b"\xff\xfe"]
                ),
                st.just(bytes(data[place : place + 60])),
            )
        )
    with contextlib.suppress(FormatError):
        for item in read(bytes(data)):
            json.dumps(item.as_json(), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-16", "utf-8"), ("utf-16-be", "utf-8"), ("cp1252", "utf-8"), ("utf-8", "iso-8859-1"),
     ("utf-8", "utf-16"), ("utf-8", "no-such-thing"), ("iso-8859-7", "iso-8859-7")],
)  # fmt: skip
def test_encodings_that_lie(encoding: str, declared: str) -> None:
    title = "Αθήνα" if encoding == "iso-8859-7" else "Fähre"
    text = (
        f"<?xml version='1.0' encoding='{declared}'?><rss><item><title>{title}</title></item></rss>"
    )
    (item,) = read(text.encode(encoding))
    assert item.headline == title
    (again,) = read(
        text.encode(encoding).replace(b"rss>", b"rss>\0\0" if encoding[3] == "8" else b"rss>")
    )
    assert again.headline == title


HUGE = 300_000


@pytest.mark.parametrize(
    "data",
    [
        b"<rss>" + b"<item>" * HUGE,
        b"<rss><channel><item><description>"
        + b"&lt;!--" * HUGE
        + b"</description></item></channel></rss>",
        b"<rss><channel><item><description>"
        + b"&lt;a href='" * HUGE
        + b"</description></item></channel></rss>",
        b"<rss><channel>" + b"<item><guid>" * 100_000 + b"</channel></rss>",
        b"<rss" + b" a" * HUGE,
        b"<!DOCTYPE rss [" + b"<!ELEMENT a ANY>" * HUGE + b"]><rss/>",
        b"\x01hil0417 4 pl 61" + b" " * HUGE,
        b"\x01hil0417 4 pl 61\r\n\x02" + b"=\n" * HUGE,
        b"\x01hil0417 4 pl 61\r\n\x02" + b"A (b" * HUGE,
        b"\x01hil0417 4 pl 61\r\n\x02" + b"EXTRA\n\n" * HUGE,
        b"\x01hil0417 4 pl 61\r\n\x02a =\n" + b"[a](http://" * HUGE,
        b"\x16\x01H1\x1fa\r\nr i\x13 B" + b" 05-05" * HUGE,
        b"\x16\x01H1\x1fa\r\nr i\x13 B 05-05 1\r\n\x02^" + b", " * HUGE,
        b"\x16\x01H1\x1fa\r\nr i\x13 B 05-05 1\r\n\x02" + b"\x08;\r\n" * HUGE,
        b"\x16\x01H1\x1fa\r\nr i\x13 B 05-05 1\r\n\x02" + b"a\r\nb+\r\n" * HUGE,
        b"\x01" * HUGE,
        b"\x16" * HUGE,
        b"ZCZC " * HUGE,
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + b'{"id": 1},' * HUGE,
    ],
    ids=range(19),
)
def test_time_is_bounded(data: bytes) -> None:
    started = time.process_time()
    with contextlib.suppress(FormatError):
        read(data)
    assert time.process_time() - started < 10


def test_every_format_is_tried() -> None:
    # NewsML 1 has the same bodies as NITF, and tests of its own.
    assert {each.name for each in FORMATS} - {"newsml1"} == set(DELIVERIES)
    assert all(detect(write("x").encode()) == name for name, write in DELIVERIES.items())
