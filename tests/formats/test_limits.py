"""What would take too long to read is refused before it is read."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from broadsheet.formats import FormatError, html, read
from broadsheet.formats.html.sanitise import MAX_LENGTH
from broadsheet.formats.iptc7901.messages import MAX_LINES
from broadsheet.formats.limits import MAX_ITEMS
from broadsheet.formats.xml import MAX_ATTRIBUTES, patient_document

G2 = "http://iptc.org/std/nar/2006-10-01/"
ANPA = b"\x16\x01a1234\r\nr a BC-X  01-02 0123\r\n\x02^BC-X,0123<\r\n"
IPTC = b"\x01hil0417 4 pl 61\r\nFerry/\r\n\x02T =\r\n\r\n"

#: A delivery in each format that may hold several items, with so many of them.
MANY: dict[str, Callable[[int], bytes]] = {
    "rss": lambda n: b"<rss><channel>" + b"<item><guid>u</guid></item>" * n + b"</channel></rss>",
    "atom": lambda n: (
        b"<feed xmlns='http://www.w3.org/2005/Atom'>"
        + b"<entry><id>u</id></entry>" * n
        + b"</feed>"
    ),
    "deleted": lambda n: (
        b"<feed xmlns='http://www.w3.org/2005/Atom'>"
        + b"<at:deleted-entry ref='u'/>" * n
        + b"</feed>"
    ),
    "jsonfeed": lambda n: json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "u"}] * n}
    ).encode(),
    "ninjs": lambda n: b'{"uri":"u"}\n' * n,
    "newsmlg2": lambda n: (
        f"<newsMessage xmlns='{G2}'><itemSet>".encode()
        + b"<newsItem guid='u'/>" * n
        + b"</itemSet></newsMessage>"
    ),
    "newsml1": lambda n: b"<NewsML>" + b"<NewsItem/>" * n + b"</NewsML>",
    "iptc7901": lambda n: b"\x01hil0417 4 pl 61\r\n\x02x\x03\x04" * n,
}


@pytest.mark.parametrize("name", MANY)
def test_more_items_than_a_delivery_has(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FormatError, match=rf"{MAX_ITEMS + 1:,} items, more than the {MAX_ITEMS:,}"):
        read(MANY[name](MAX_ITEMS + 1))
    monkeypatch.setattr("broadsheet.formats.limits.MAX_ITEMS", 3)
    assert len(read(MANY[name](3))) == 3
    with pytest.raises(FormatError, match="4 items"):
        read(MANY[name](4))


def attributes(count: int) -> str:
    return " ".join(f'a{number}="1"' for number in range(count))


def test_more_attributes_than_an_element_has() -> None:
    fits = f"<nitf {attributes(MAX_ATTRIBUTES)}><body {attributes(MAX_ATTRIBUTES)}/></nitf>"
    assert len(read(fits.encode())) == 1
    much = f"<nitf>{'<p>a</p>' * 500}<body {attributes(MAX_ATTRIBUTES + 1)}/></nitf>"
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(FormatError, match="more than the 250 attributes"):
            read(much.encode(encoding))
    with pytest.raises(FormatError, match="more than the 250 attributes"):
        patient_document(f"<rss {attributes(MAX_ATTRIBUTES + 1)}><a></b></rss>".encode())


@pytest.mark.parametrize("line", [b"^a<", b"^a<\r\n", b"a\r\n", b"a\n\n"])
def test_more_lines_than_a_day_of_text_has(line: bytes) -> None:
    for start in (ANPA, IPTC):
        if start == IPTC and line == b"^a<":
            continue
        with pytest.raises(FormatError, match=f"lines, more than the {MAX_LINES:,}"):
            read(start + line * (MAX_LINES + 1) + b"\x03")


def test_paragraphs_of_anpa_are_not_written_as_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    fed = []
    monkeypatch.setattr(html, "blocks_from_markup", fed.append)
    (item,) = read(ANPA + b"\tA first & a <i>.<\r\n^HEAD=\r\n\tA second.<\r\n" * 200 + b"\x03")
    assert [block.html for block in item.body[:3]] == [
        "<p>A first &amp; a &lt;i&gt;.</p>",
        "<h3>HEAD</h3>",
        "<p>A second.</p>",
    ]
    assert len(item.body) == 600
    assert not fed


def test_a_text_of_anpa_is_no_longer_than_another() -> None:
    with pytest.raises(FormatError, match="characters long"):
        read(ANPA + b"\t" + b"a" * (MAX_LENGTH + 1) + b"<\r\n\x03")
