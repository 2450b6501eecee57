"""Documents of other formats inside the entries of feeds, and what their addresses are based on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.formats import Item, read, text_of

G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def entries(inside: str, attributes: str = "") -> list[Item]:
    """The items of an Atom feed whose only entry has this besides its name."""
    data = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://hill.example/base/">'
        f"<entry{attributes}><id>urn:hill:1</id><title>Ferry</title>{inside}</entry></feed>"
    )
    return read(data.encode(), UTC, "hill")


def nitf(docdata: str, namespace: str = "", attributes: str = "") -> str:
    """Content that is a NITF document with a line of text."""
    return (
        f'<content type="text/xml"><nitf{namespace}><head><docdata{attributes}>{docdata}</docdata>'
        "</head><body><body.head><byline>By Ada Lo</byline></body.head>"
        "<body.content><p>It runs.</p></body.content></body></nitf></content>"
    )


@pytest.mark.parametrize(
    "namespace", ["", ' xmlns=""', ' xmlns="http://iptc.org/std/NITF/2006-10-18/"']
)
def test_a_kill_and_an_embargo_in_nitf(namespace: str) -> None:
    release = '<date.release norm="20300101T000000Z"/>'
    (item,) = entries(nitf(release, namespace, ' management-status="canceled"'))
    assert (item.guid, item.headline, item.provider) == ("urn:hill:1", "Ferry", "hill")
    assert (item.pubstatus, item.embargo) == ("canceled", datetime(2030, 1, 1, tzinfo=UTC))
    assert (item.byline, [text_of(block) for block in item.body]) == ("By Ada Lo", ["It runs."])


def test_the_graver_status_and_the_later_embargo_hold() -> None:
    draft = '<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>'
    prism = 'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    later = f"<prism:embargoDate {prism}>2031-05-05T00:00:00Z</prism:embargoDate>"
    release = '<date.release norm="20300101T000000Z"/>'
    (item,) = entries(draft + later + nitf(release))
    assert (item.pubstatus, item.embargo) == ("withheld", datetime(2031, 5, 5, tzinfo=UTC))
    (item,) = entries(nitf('<date.release norm="soon"/>'))
    assert (item.pubstatus, item.extra["embargo_unparsed"]) == ("withheld", "soon")


def test_a_kill_in_newsml_g2() -> None:
    content = (
        f'<content type="application/xml"><newsItem {G2} guid="urn:hill:g2" version="2"><itemMeta>'
        '<pubStatus qcode="stat:canceled"/></itemMeta><contentMeta><urgency>2</urgency>'
        '</contentMeta><contentSet><inlineData contenttype="text/plain">Gone.</inlineData>'
        "</contentSet></newsItem></content>"
    )
    (item,) = entries(f"<summary>A ferry.</summary>{content}")
    assert (item.pubstatus, item.urgency, item.standfirst) == ("canceled", 2, "A ferry.")
    assert [text_of(block) for block in item.body] == ["Gone."]
    assert item.extra["newsmlg2"]["guid"] == "urn:hill:g2"


def test_an_item_of_newsml_1_and_others_beside_it() -> None:
    def news(number: int, status: str) -> str:
        return (
            "<NewsItem><Identification><NewsIdentifier><ProviderId>hill</ProviderId>"
            f"<DateId>20310505</DateId><NewsItemId>{number}</NewsItemId>"
            '<RevisionId PreviousRevision="0" Update="N">1</RevisionId></NewsIdentifier>'
            f'</Identification><NewsManagement><Status FormalName="{status}"/></NewsManagement>'
            f"<NewsComponent><NewsLines><HeadLine>H{number}</HeadLine></NewsLines></NewsComponent>"
            "</NewsItem>"
        )

    several = news(1, "Withheld") + news(2, "Usable") + news(3, "Canceled")
    first, other = entries(
        f'<content type="text/xml"><NewsML xmlns="">{several}</NewsML></content>'
    )
    assert (first.guid, first.pubstatus) == ("urn:hill:1", "withheld")
    assert [each.item.headline for each in first.associations] == ["H2"]
    assert (other.headline, other.pubstatus, other.provider) == ("H3", "canceled", "hill")


def test_a_document_that_kills_another_one() -> None:
    docdata = ' management-doc-idref="hill-9" management-idref-status="canceled"'
    first, other = entries(nitf('<doc-id id-string="hill-10"/>', attributes=docdata))
    assert (first.guid, first.pubstatus) == ("urn:hill:1", "usable")
    assert (other.guid, other.pubstatus, other.provider) == ("hill-9", "canceled", "hill")


def test_a_document_that_cannot_be_read_withholds() -> None:
    (item,) = entries(f'<content type="text/xml"><newsItem {G2}/></content>')
    assert item.pubstatus == "withheld"
    assert "guid" in item.extra["content/refused"]


def test_addresses_are_relative_to_the_nearest_base() -> None:
    page = (
        '<content type="xhtml" xml:base="deep/"><div xmlns="http://www.w3.org/1999/xhtml">'
        '<p><a href="l">A</a></p><div xml:base="down/"><p><a href="l">B</a></p>'
        '<div xml:base="more/"><p><a href="../l">C</a></p></div></div></div></content>'
    )
    (item,) = entries(page, ' xml:base="sub/"')
    base = "http://hill.example/base/sub/deep/"
    found = [block.html.partition('"')[2].partition('"')[0] for block in item.body]
    assert found == [f"{base}l", f"{base}down/l", f"{base}down/l"]
    (item,) = entries('<summary type="html" xml:base="deep/">&lt;a href="l">A&lt;/a></summary>')
    assert 'href="http://hill.example/base/deep/l"' in item.body[0].html
