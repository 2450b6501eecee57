"""Times, languages, text and the item itself."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from broadsheet.formats import Association, Block, Item, Media, Rendition
from broadsheet.formats.html.links import clean_source
from broadsheet.formats.languages import language_tag
from broadsheet.formats.text import clean_line, clean_text, without_controls
from broadsheet.formats.times import parse_embargo, parse_time

NOON = datetime(2031, 4, 5, 12, 0, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    "written",
    [
        "2031-04-05T12:00:00Z",
        "2031-04-05t12:00:00.000z",
        "2031-04-05T12:00:00+0000",
        "2031-04-05T14:00:00+02:00",
        "2031-04-05T07:00-05",
        "2031-04-05 12:00:00",
        "20310405T120000Z",
        " 2031-04-05T12:00:00 GMT\n",
    ],
)
def test_times(written: str) -> None:
    assert parse_time(written) == parse_embargo(written) == NOON


@pytest.mark.parametrize(
    "written",
    ["", "noon", "2031", "2031-13-01T00:00:00Z", "2031-02-30T00:00:00Z", "2031-04-05T25:00:00Z",
     "0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-12:00", "2031-04-05T12:00:00+99:99",
     "２０３１-04-05T12:00:00Z", "2031-04-05T12:00:00Zx", "1301572800"],
)  # fmt: skip
def test_what_names_no_instant(written: str) -> None:
    assert parse_time(written) is None
    assert parse_embargo(written) is None


def test_local_times() -> None:
    assert parse_time("2031-04-05T08:00:00", NEW_YORK) == NOON
    assert parse_time("2031-04-05", ZoneInfo("Asia/Tokyo")) == datetime(
        2031, 4, 4, 15, 0, tzinfo=UTC
    )


def test_an_embargo_is_never_read_too_early() -> None:
    # The clocks go back: half past one comes twice.
    assert parse_embargo("2031-11-02T01:30:00", NEW_YORK) == datetime(
        2031, 11, 2, 6, 30, tzinfo=UTC
    )
    # The clocks go forward: half past two never comes.
    assert parse_embargo("2031-03-09T02:30:00", NEW_YORK) == datetime(2031, 3, 9, 7, 30, tzinfo=UTC)
    assert parse_embargo("2031-04-05", NEW_YORK) is None


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("EN", "en"),
        ("en_gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-rozaj-1994", "sl-rozaj-1994"),
        ("de-x-Phonebk", "de-x-phonebk"),
        ("Englisch-Texte", None),
        ("e", None),
        ("en-", None),
        ("it IT", None),
        ('en" onload="x', None),
    ],
)
def test_language_tags(written: str, tag: str | None) -> None:
    assert language_tag(written) == tag


def test_text() -> None:
    assert clean_text("e\u0301\r\nb\u2028c\x7f\ufeff\U0001fffe") == "é\nb\nc"
    assert clean_line("  a \t\n b\u00a0c ") == "a b\u00a0c"
    assert without_controls("<b>\u0338") == "<b>\u0338"
    # References of Windows-1252 in XML (``don&#146;t``); its gaps are nothing.
    assert clean_line("don\x92t \x93a\x94 \x81\x9d\x96 b") == "don’t “a” – b"


@pytest.mark.parametrize(
    ("src", "expected"),
    [
        ("https://p.example/a.jpg", "https://p.example/a.jpg"),
        ("a/b c.jpg", "a/b%20c.jpg"),
        ("a/b_c-1.jpg", "a/b_c-1.jpg"),
        ("https://p.example:8080/a%20b?c=d&e#f", "https://p.example:8080/a%20b?c=d&e#f"),
        ("https://p.example/a|b.jpg", None),
        ("/media/a.jpg", "/media/a.jpg"),
        ("//p.example/a.jpg", None),
        ("../../secret.jpg", None),
        ("a/../b.jpg", None),
        ("..", None),
        ("a/%2e%2E/b.jpg", None),
        ("javascript:alert(1)", None),
        ("data:image/png;base64,AA", None),
        ("C:\\a.jpg", None),
        ("http:///a.jpg", None),
        ("", None),
    ],
)
def test_picture_addresses(src: str, expected: str | None) -> None:
    assert clean_source(src) == expected


def test_an_item_as_json() -> None:
    inner = Item("urn:x:2", updated=NOON)
    item = Item(
        "urn:x:1",
        created=datetime(2031, 4, 5, 8, 0, 0, 500, tzinfo=NEW_YORK),
        body=(Block("paragraph", "<p>a</p>"),),
        media=(Media("picture", renditions=(Rendition("main", poi=(1, 2)),)),),
        associations=(Association("box", inner),),
        extra={"a": [1, None]},
    )
    told = item.as_json()
    assert list(told) == [field.name for field in dataclasses.fields(Item)]
    assert told["created"] == "2031-04-05T12:00:00.000500Z"
    assert told["embargo"] is None
    assert told["media"][0]["renditions"][0]["poi"] == [1, 2]
    assert told["associations"][0]["item"]["updated"] == "2031-04-05T12:00:00Z"
    assert json.loads(json.dumps(told)) == told


def test_an_item_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Item("urn:x:1").headline = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("written", "hour"),
    [("20310502170000", 17), ("203105021700", 17), ("20310502170000+0900", 8)],
)
def test_a_day_and_a_time_may_be_one_number(written: str, hour: int) -> None:
    expected = datetime(2031, 5, 2, hour, tzinfo=UTC)
    assert parse_time(written) == parse_embargo(written) == expected


@pytest.mark.parametrize("written", ["2031050217", "20311302170000", "1935648000", "193564800000"])
def test_other_numbers_are_no_times(written: str) -> None:
    assert parse_time(written) is None
