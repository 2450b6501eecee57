"""Messages to the desks are no news, in whatever format and words; kills and corrections are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from broadsheet.formats import Subject, read
from broadsheet.formats.services import is_service


def nitf(head: str) -> str:
    return f"<nitf><head>{head}</head><body><body.content><p>a</p></body.content></body></nitf>"


def docdata(inner: str) -> str:
    return f'<docdata><doc-id id-string="a"/>{inner}</docdata>'


def ninjs(**fields: Any) -> str:
    return json.dumps({"uri": "u", "type": "text", "headline": "Plans", **fields})


def newsml1(kind: str, genre: str = "", status: str = "Usable", data: str = "<p>a</p>") -> str:
    return (
        f'<NewsML><NewsItem><NewsManagement><NewsItemType FormalName="{kind}"/>'
        f'<Status FormalName="{status}"/></NewsManagement><NewsComponent><DescriptiveMetadata>'
        f'<Genre FormalName="{genre}"/></DescriptiveMetadata><ContentItem>'
        f"<DataContent>{data}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    )


def g2(meta: str = "", content: str = "") -> str:
    return (
        f'<newsItem guid="g"><itemMeta>{meta}</itemMeta>'
        f"<contentMeta><headline>H</headline>{content}</contentMeta></newsItem>"
    )


PROPERTY = '<tobject><tobject.property tobject.property.type="Advisory"/></tobject>'
ADVISORY = '<genre qcode="hillgenre:x"><name>Advisory</name></genre>'
SERVICES = (
    g2('<role qcode="itemRole:advisory"/>'),
    g2('<role qcode="hillrole:7"><name xml:lang="en">Advisory</name></role>'),
    g2("", '<genre qcode="genre:advisory"/>'),
    g2("", ADVISORY),
    g2("", '<subject qcode="a1312cat:v"/>'),
    nitf(PROPERTY),
    nitf('<tobject tobject.type="Advisory"/>'),
    nitf(docdata('<doc-scope scope="Advisory"/>')),
    newsml1("Advisory"),
    newsml1("Maintenance"),
    newsml1("News", "Service Message"),
    newsml1("News", "TextProgram"),
    newsml1("News", data=nitf(PROPERTY)),
    ninjs(genre=[{"name": "Advisory"}]),
    ninjs(genre=[{"code": "advisory", "scheme": "http://cv.hill.example/genre"}]),
    ninjs(genres=[{"uri": "http://cv.iptc.org/newscodes/genre/Daybook"}]),
    ninjs(editorialtypes=["Advisory"]),
    ninjs(subject=[{"rels": ["category"], "code": "v", "name": "v"}]),
)
NEWS = (
    g2('<role qcode="itemRole:story"><name>Story</name></role>', '<subject qcode="a1312cat:a"/>'),
    g2('<pubStatus qcode="stat:canceled"/>', ADVISORY),
    g2('<signal qcode="sig:correction"/>', ADVISORY),
    nitf('<tobject tobject.type="News"/>' + docdata('<doc-scope scope="National"/>')),
    nitf(PROPERTY + docdata('<ed-msg info="Kill"/>')),
    nitf(PROPERTY + docdata('<correction info="name" id-string="b"/>')),
    newsml1("News", "Analysis"),
    newsml1("Advisory", status="Canceled"),
    ninjs(genre=[{"name": "Advisory"}], pubstatus="canceled"),
    ninjs(genre=[{"name": "Advisory"}], signals=["correction"]),
    ninjs(subject=[{"name": "Advisory", "code": "v"}], keywords=["advisory"]),
)


@pytest.mark.parametrize("delivery", SERVICES)
def test_a_message_to_the_desks_is_no_news(delivery: str) -> None:
    (item,) = read(delivery.encode())
    assert item.is_news is False


@pytest.mark.parametrize("delivery", NEWS)
def test_everything_else_is(delivery: str) -> None:
    (item,) = read(delivery.encode())
    assert item.is_news is True


@pytest.mark.parametrize(
    "written", ["advisory", "AdvisorY", "itemRole:advisory", "Notice to Editors", "media-advisory"]
)
def test_words_as_they_are_written(written: str) -> None:
    assert is_service("usable", (), words=[written])
    assert not is_service("usable", (), words=[f"{written} board"])
    assert not is_service("canceled", (), words=[written])


def test_the_category_of_advisories() -> None:
    assert is_service("usable", (), [Subject(qcode="a1312cat:v")])
    assert not is_service("usable", (), [Subject(qcode="a1312cat:a"), Subject(qcode="v")])
