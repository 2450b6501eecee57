"""The same version of an item is the same in whatever envelope it comes."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet.formats import Item, read
from broadsheet.formats.substance import substance
from tests.factories.text_wire import iptc

MESSAGE = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><sent>2031-05-05T{minute}:00Z</sent><transmitId>hill-{minute}</transmitId></header>
<itemSet><newsItem guid="urn:hill:ferry" version="{version}"><itemMeta>
<itemClass qcode="ninat:text"/><versionCreated>2031-05-05T08:00:00Z</versionCreated>
</itemMeta><contentMeta><headline>Ferry runs</headline></contentMeta></newsItem></itemSet>
</newsMessage>"""
NEWSML = """<NewsML><NewsEnvelope><TransmissionId>{minute}</TransmissionId>
<DateAndTime>20310505T{minute}00Z</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>hill.example</ProviderId>
<DateId>20310505</DateId><NewsItemId>ferry</NewsItemId>
<RevisionId PreviousRevision="0" Update="N">{version}</RevisionId>
<PublicIdentifier>urn:newsml:hill.example:20310505:ferry:{version}N</PublicIdentifier>
</NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName="News"/>
<ThisRevisionCreated>20310505T080000Z</ThisRevisionCreated><Status FormalName="Usable"/>
</NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry runs</HeadLine></NewsLines>
<ContentItem><DataContent>The ferry runs.</DataContent></ContentItem></NewsComponent></NewsItem>
</NewsML>"""
RSS = """<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Hill</title>
<link>https://hill.example/</link><generator>https://press.example/?v={minute}</generator>
<ttl>{minute}</ttl><item><guid isPermaLink="false">ferry</guid><title>Ferry runs {version}</title>
<slash:comments>{minute}</slash:comments><media:group><media:content url="https://hill.example/f"/>
<media:community><media:statistics views="{minute}"/></media:community></media:group>
</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>Hill</title><generator version="{minute}">Press</generator><entry><id>ferry</id>
<title>Ferry runs {version}</title><thr:total>{minute}</thr:total>
<link rel="replies" href="https://hill.example/ferry/replies" thr:count="{minute}"/>
</entry></feed>"""
JSON_FEED = """{{"version": "https://jsonfeed.org/version/1.1", "title": "Hill",
"next_url": "https://hill.example/{minute}", "items": [{{"id": "ferry", "title": "{version}"}}]}}"""
AP = """{{"data": {{"meta": {{"seq": "{minute}"}}, "item":
{{"uri": "urn:hill:ferry", "headline": "Ferry runs {version}"}}}}}}"""
DELIVERIES = {
    "newsmlg2": MESSAGE,
    "newsml1": NEWSML,
    "rss": RSS,
    "atom": ATOM,
    "jsonfeed": JSON_FEED,
    "ninjs": AP,
}


def one(format: str, minute: str, version: str = "1") -> Item:
    (item,) = read(DELIVERIES[format].format(minute=minute, version=version).encode())
    assert item.format == format
    return item


@pytest.mark.parametrize("format", DELIVERIES)
def test_an_item_in_another_envelope_is_the_same_and_both_are_kept(format: str) -> None:
    first, second = one(format, "0905"), one(format, "0910")
    assert first.extra != second.extra
    assert "0905" in json.dumps(first.extra)
    assert substance(first.as_json()) == substance(second.as_json())
    assert substance(first.as_json()) != substance(one(format, "0905", "2").as_json())


def test_nothing_else_is_left_out() -> None:
    (item,) = read(b'{"uri": "urn:hill:ferry", "slugline": "FERRY", "feed": 1, "NewsEnvelope": 2}')
    values = item.as_json()
    assert substance(values) == {name: said for name, said in values.items() if name != "provider"}


def test_what_an_agency_is_called_here_is_not_what_it_said() -> None:
    data = MESSAGE.format(minute="0905", version="1").encode()
    ours, theirs = read(data, provider="Hill")[0], read(data, provider="Hill Wire")[0]
    assert substance(ours.as_json()) == substance(theirs.as_json())


def test_a_text_wire_has_no_envelope_but_its_frame() -> None:
    sent = datetime(2031, 5, 5, 8, tzinfo=UTC)
    message, other = iptc("hill0001", sent, "Ferry runs"), iptc("hill0002", sent, "Ferry runs")
    (alone,) = read(message)
    padded, numbered = read(b"\x16\x16\r\n" + message + b"\x7f\n\x7f" + other)
    assert substance(alone.as_json()) == substance(padded.as_json())
    # The number of a message is all that names it.
    assert numbered.guid != alone.guid
    assert substance(numbered.as_json()) != substance(alone.as_json())


def test_a_counter_is_no_link() -> None:
    item = one("rss", "0905")
    assert [link.rel for link in item.links] == []
    assert item.extra["counters"] == {"comments": ["0905"], "statistics": [{"views": "0905"}]}
