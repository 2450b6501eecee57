"""Whether a file that is being written has come to its end."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from broadsheet.formats import FORMATS, detect, is_whole
from tests.factories.text_wire import anpa, iptc

SENT = datetime(2031, 5, 5, 8, tzinfo=UTC)
IPTC, ANPA = iptc("hill0001", SENT, "Ferry runs"), anpa("a0001", SENT)
BARE = IPTC.translate(None, b"\x01\x02\x03\x04").rstrip() + b"\r\n"
TELEGRAM = b"ZCZC\r\nhill0001 4 pl 61\r\nFerry/\r\n\r\n   The ferry runs.\r\nNNNN\r\n"
RSS = b"<rss><channel><item><title>a</title></item><item><title>b</title></item></channel></rss>"
ATOM = b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>a</a:id></a:entry></a:feed>\n'
LINES = b'{"uri": "a", "headline": "A"}\n{"uri": "b", "headline": "B"}\n'


@pytest.mark.parametrize(
    "data",
    [
        *(IPTC, IPTC * 2, ANPA, BARE, TELEGRAM, TELEGRAM * 2, RSS, ATOM, RSS + b"<!-- x -->\n"),
        *(IPTC.rstrip(b"\x04"), IPTC.decode().encode("utf-16"), LINES, LINES.rstrip() + b"\n  "),
        *(LINES.partition(b"\n")[0], b"[%s]" % LINES.strip().replace(b"\n", b",\n")),
        *(b'{\n "uri": "a"\n}', b'<newsItem guid="a"/>', b"<nitf/>", b"<NewsML/>"),
        *(b"", b"no format", b'{"uri": ', gzip.compress(IPTC[:100], mtime=0)),
    ],
)
def test_what_is_whole_or_is_told_by_reading(data: bytes) -> None:
    assert is_whole(data)


@pytest.mark.parametrize(
    ("data", "at"),
    [
        *((IPTC, len(IPTC) - back) for back in (12, 20, 40, 60)),
        *((IPTC * 2, len(IPTC) * 2 - back) for back in (12, 40, 80)),
        *((ANPA, len(ANPA) - back) for back in (12, 40, 60)),
        *((BARE, len(BARE) - back) for back in (3, 20)),
        *((TELEGRAM, len(TELEGRAM) - back) for back in (6, 9, 20)),
        (TELEGRAM * 2, len(TELEGRAM) * 2 - 10),
        *((RSS, RSS.index(end) + len(end)) for end in (b"</item>", b"</channel>", b"</title>")),
        (ATOM, ATOM.index(b"</a:feed>")),
        (LINES, len(LINES) - 1),
        (LINES, len(LINES) - 10),
    ],
)
def test_what_may_go_on(data: bytes, at: int) -> None:
    assert is_whole(data)
    assert detect(data[:at])
    assert not is_whole(data[:at])


def test_a_comment_after_the_root_may_hold_a_tag_and_only_waits() -> None:
    assert not is_whole(RSS + b"<!-- </item> -->")


def test_every_format_says_how_its_end_is_told() -> None:
    waits = {known.name for known in FORMATS if not known.is_ended(b"{}\n{}")}
    assert waits == {"ninjs", "rss", "atom", "iptc7901", "anpa1312"}
