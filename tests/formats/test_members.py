"""One member of a delivery that can't be understood does not stop the others."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import pytest

from broadsheet.formats import FormatError, Item, PartlyRead, read
from tests.factories.text_wire import anpa, iptc

SENT = datetime(2031, 5, 5, 8, tzinfo=UTC)
NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
KILL = (
    '<newsItem guid="urn:hill:ferry" version="2"><itemMeta><itemClass qcode="ninat:text"/>'
    '<pubStatus qcode="stat:canceled"/></itemMeta></newsItem>'
)
IDENTIFIED = (
    "<NewsItem><Identification><NewsIdentifier><ProviderId>hill.example</ProviderId>"
    "<DateId>20310505</DateId><NewsItemId>{}</NewsItemId><RevisionId>1</RevisionId>"
    "</NewsIdentifier></Identification>{}</NewsItem>"
)
TOO_MANY = "".join(
    f'<NewsComponent xml:lang="{a}{b}"><ContentItem><DataContent>x</DataContent></ContentItem>'
    "</NewsComponent>"
    for a in "abcdefg"
    for b in "abcdefg"
)
STORY = '<NewsManagement><Status FormalName="Canceled"/></NewsManagement>'


def message(*members: str) -> bytes:
    return f"<newsMessage {NAR}><itemSet>{''.join(members)}</itemSet></newsMessage>".encode()


def newsml(*members: str) -> bytes:
    return f"<NewsML>{''.join(members)}</NewsML>".encode()


def parted(data: bytes) -> tuple[list[Item], list[FormatError]]:
    with pytest.raises(PartlyRead) as caught:
        read(data)
    return list(caught.value.items), list(caught.value.errors)


@pytest.mark.parametrize(
    ("data", "guid", "where"),
    [
        (message('\n<newsItem version="1"/>', KILL), "urn:hill:ferry", "line 2"),
        (message("\n\n<somethingElse/>", KILL), "urn:hill:ferry", "line 3"),
        (
            newsml(
                IDENTIFIED.format("1", f"<NewsComponent>{TOO_MANY}</NewsComponent>"),
                IDENTIFIED.format("2", STORY),
            ),
            "urn:newsml:hill.example:20310505:2",
            "",
        ),
        (
            b'[{"uri": "a", "pubstatus": "canceled"}, {"headline": "b", "body_text": "c"}]',
            "a",
            "[1]",
        ),
        (b'[{"uri": "a"}, 7]', "a", "[1]"),
        (
            b'{"data": {"items": [{"uri": "a"}, {"uri": "b", "type": 1}]}}',
            "a",
            "data.items[1].type",
        ),
        (b'{"uri": "a"}\n{"uri": }\n', "a", "line 2, column 9"),
        (b'{"uri": }\n{"uri": "a"}\n', "a", "line 1, column 9"),
        (b'{"uri": "b", "uri": "c"}\n{"uri": "a"}\n', "a", "line 1"),
        (b'{"uri": "a"}\n{"uri": "b", "urgency": NaN}', "a", "line 2"),
        (
            b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a"}, {}, 7]}',
            "a",
            "items[1]",
        ),
        (
            iptc("hill0001", SENT, "Ferry runs") + b"\x01no header\r\n\x02text\x03\x04",
            "iptc7901:hill0001:2031-05-05",
            "'no header'",
        ),
        (anpa("a0001", SENT) + b"\x01no\r\n\x02text\x03\x04", "anpa1312:a0001:2031-05-05", "'no"),
        (
            b"<rss><channel><item><guid>a</guid></item><item><description>&lt;p&gt;%s"
            b"</description></item></channel></rss>" % (b"x" * 2_000_001),
            "a",
            "",
        ),
    ],
)
def test_the_readable_members_are_read(data: bytes, guid: str, where: str) -> None:
    items, errors = parted(data)
    assert [item.guid for item in items] == [guid]
    assert errors[0].where.startswith(where)
    assert all(error.reason for error in errors)


@pytest.mark.parametrize(
    "data",
    [
        message('<newsItem version="1"/>'),
        message('<newsItem version="1"/>', "<somethingElse/>"),
        b'[{"headline": "b", "body_text": "c"}]',
        b'{"uri": }\n{"uri": }\n',
        b'{"uri": "a",\n "b": 1}\n{"uri": "c"}',
    ],
)
def test_what_has_no_readable_member_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError) as caught:
        read(data)
    assert not isinstance(caught.value, PartlyRead)


def test_what_is_said_of_it_names_every_member_that_is_refused() -> None:
    with pytest.raises(FormatError) as caught:
        read(b'[{"headline": "b"}, {"uri": "a"}, {"uri": "c", "type": "weapon"}]')
    first, second = str(caught.value).splitlines()
    assert "[0]" in first
    assert "[2]" in second
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.items, str(again)) == (caught.value.items, str(caught.value))  # type: ignore[attr-defined]


def test_an_item_of_a_json_feed_without_id_is_named_after_its_title_and_day() -> None:
    feed = (
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Ferry",'
        ' "date_published": "2031-05-05", "content_text": "%s"}, {"content_text": "Flood"}]}'
    )
    first, other = read((feed % "It runs.").encode())
    edited, _ = read((feed % "It runs again.").encode())
    assert first.guid.startswith("ni:///sha-256;")
    assert first.guid == edited.guid != other.guid
