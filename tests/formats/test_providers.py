"""Who provides an item, by the delivery itself."""

from __future__ import annotations

import pytest

from broadsheet.formats import Item, provider_of, read

G2 = (
    '<newsItem guid="g"><itemMeta><provider literal="hill"><name>Hill Press</name></provider>'
    "</itemMeta><contentMeta><creditline>Hill/Valley</creditline></contentMeta></newsItem>"
)
NEWSML = (
    "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>hill.example</ProviderId>"
    "<NewsItemId>7</NewsItemId></NewsIdentifier></Identification><NewsComponent><NewsLines>"
    "<CreditLine>Hill</CreditLine></NewsLines></NewsComponent></NewsItem></NewsML>"
)
NITF = (
    '<nitf><head><docdata><doc-id id-string="a" regsrc="Hill Press"/></docdata></head>'
    "<body><body.head><distributor>Valley</distributor></body.head></body></nitf>"
)
FEED = "<rss><channel><title>Hill</title><item><title>One</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("delivery", "provider"),
    [
        (G2, "Hill Press"),
        (NEWSML, "hill.example"),
        (NITF, "Valley"),
        (FEED, "Hill"),
        ('{"uri": "u", "source": "Hill"}', "Hill"),
        ('{"uri": "u", "headline": "One"}', None),
    ],
)
def test_each_format_says_it_in_its_own_place(delivery: str, provider: str | None) -> None:
    (item,) = read(delivery.encode())
    assert provider_of(item) == provider


def test_whoever_reads_knows_better() -> None:
    assert provider_of(read(G2.encode(), provider="hill-en")[0]) == "hill-en"


def test_odd_shapes() -> None:
    def named(said: object) -> str | None:
        return provider_of(Item("g", format="ninjs", extra={"provider": said}))

    assert [named({"name": "Hill"}), named([{}, "Hill"]), named(7), named([])] == [
        "Hill",
        "Hill",
        None,
        None,
    ]
