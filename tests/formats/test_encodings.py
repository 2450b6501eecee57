"""What text is in that does not say so: told from outside."""

from __future__ import annotations

import codecs
import json
from datetime import UTC, datetime

import pytest

from broadsheet.formats import ENCODINGS, FormatError, encoding_named, read
from broadsheet.formats.encodings import in_utf8
from tests.factories.text_wire import iptc

SENT = datetime(2031, 5, 5, 8, tzinfo=UTC)
WORDS = {
    "GB18030": "渡轮恢复通航，港口重新开放",
    "Big5": "渡輪恢復通航，港口重新開放",
    "Shift_JIS": "フェリーが運航を再開",
    "EUC-JP": "フェリーが運航を再開",
    "EUC-KR": "여객선이 다시 운항한다",
    "KOI8-R": "Паром снова ходит",
    "Windows-1251": "Паром снова ходит",
    "Windows-1256": "العبّارة تعود",
    "ISO-8859-7": "Το πλοίο ξαναπλέει",
}
DECLARED = '<?xml version="1.0" encoding="{}"?>'
NITF = "<nitf><head><docdata><doc-id id-string='a'/></docdata></head><body><body.head><hedline>"
NITF += "<hl1>{}</hl1></hedline></body.head></body></nitf>"


def headline(data: bytes, **known: str) -> str | None:
    (item,) = read(data, **known)  # type: ignore[arg-type]
    return item.headline


@pytest.mark.parametrize("encoding", WORDS)
def test_a_text_wire_is_in_the_encoding_of_its_agency(encoding: str) -> None:
    words = WORDS[encoding]
    message = iptc("hill0001", SENT, words).decode()
    assert headline(message.encode(encoding), encoding=encoding) == words
    assert headline(message.encode(), encoding=encoding) == words
    assert headline(message.encode("utf-16"), encoding=encoding) == words


@pytest.mark.parametrize("encoding", ["GB18030", "Big5", "Shift_JIS", "EUC-KR"])
def test_without_it_nobody_can_tell(encoding: str) -> None:
    message = iptc("hill0001", SENT, WORDS[encoding]).decode().encode(encoding)
    with pytest.raises(FormatError, match="do not tell"):
        read(message)


def test_an_encoding_that_does_not_fit_counts_for_nothing() -> None:
    message = iptc("hill0001", SENT, "Fähre fährt").decode().encode("cp1252")
    assert headline(message, encoding="EUC-KR", charset="utf-8") == "Fähre fährt"
    assert headline(message, encoding="no such", charset="no such") == "Fähre fährt"


RUSSIAN, CHINESE = WORDS["KOI8-R"], WORDS["GB18030"]


@pytest.mark.parametrize(
    ("written", "declared", "charset", "encoding", "read_as"),
    [
        # In RFC 7303's order: the mark, the charset, the declaration; then the agency's.
        ("utf-8-sig", "gb2312", "koi8-r", "KOI8-R", "utf-8"),
        ("gb18030", "koi8-r", "gbk", "KOI8-R", "gb18030"),
        ("utf-8", "gb2312", "utf-8", "KOI8-R", "utf-8"),
        ("gb18030", "gb2312", "", "KOI8-R", "gb18030"),
        ("gb18030", "", "", "GB18030", "gb18030"),
        ("gb18030", "utf-8", "", "GB18030", "gb18030"),
        # Servers add these by themselves.
        ("gb18030", "gb2312", "iso-8859-1", "", "gb18030"),
        ("gb18030", "gb2312", "utf-8", "", "gb18030"),
        ("gb18030", "", "us-ascii", "GB18030", "gb18030"),
        ("gb18030", "", "ISO-8859-1", "GB18030", "gb18030"),
        ("utf-8", "", "gbk", "GB18030", "utf-8"),
        ("utf-8", "utf-8", "iso-8859-1", "", "utf-8"),
    ],
)
def test_of_several_that_say_it(
    written: str, declared: str, charset: str, encoding: str, read_as: str
) -> None:
    text = (DECLARED.format(declared) if declared else "") + NITF.format(CHINESE)
    data = text.encode(written)
    expected = CHINESE.encode(written.removesuffix("-sig")).decode(read_as)
    assert headline(data, charset=charset, encoding=encoding) == expected == CHINESE


def test_a_charset_alone_is_enough() -> None:
    data = iptc("hill0001", SENT, RUSSIAN).decode().encode("koi8-r")
    assert headline(data, charset="KOI8-R") == RUSSIAN
    rows = iptc("hill0001", SENT, "ÉÈÀÇ ÉÈÀÇ").decode().encode("latin-1")
    assert headline(rows, charset="ISO-8859-1") == "ÉÈÀÇ ÉÈÀÇ"


def test_json_and_feeds_too() -> None:
    story = json.dumps({"uri": "a", "headline": CHINESE}, ensure_ascii=False).encode("gbk")
    assert headline(story, encoding="GB18030") == CHINESE
    assert [item.headline for item in read(story + b"\n" + story, encoding="GB18030")] == [
        CHINESE,
        CHINESE,
    ]
    rss = f"<rss><channel><item><guid>a</guid><title>{CHINESE}</title></item></channel></rss>"
    assert headline(rss.encode("gbk"), encoding="GB18030") == CHINESE


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *((name, name) for name in ENCODINGS),
        *(("gbk", "GB18030"), ("GB2312", "GB18030"), ("sjis", "Shift_JIS"), ("cp932", "Shift_JIS")),
        *(("cp949", "EUC-KR"), ("ks_c_5601-1987", "EUC-KR"), ("cp1251", "Windows-1251")),
        *(("latin-1", "Windows-1252"), ("iso-8859-9", "Windows-1254"), ("big5-hkscs", "Big5")),
    ],
)
def test_encodings_by_their_names(written: str, name: str) -> None:
    assert encoding_named(written) == name


@pytest.mark.parametrize("written", ["", "no such", "utf-7", "rot13", "cp037", "utf-16", "hex"])
def test_what_is_no_encoding_of_a_wire(written: str) -> None:
    with pytest.raises(ValueError, match="none of the encodings"):
        encoding_named(written)


def test_bytes_that_need_nothing_stay_as_they_are() -> None:
    for data in (b"plain", "é".encode(), codecs.BOM_UTF8 + b"\xff", "é".encode("utf-16")):
        assert in_utf8(data, "koi8-r", "GB18030") is data
