"""Files in base64 inside items: they are told, and found again in the delivery."""

from __future__ import annotations

import base64
import json

import pytest

from broadsheet.formats import Item, read, text_of
from broadsheet.formats.inside import decoded, files_inside, inside, is_inside, picture_type

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))
CODE = base64.b64encode(JPEG).decode()
WRAPPED = "\n".join(CODE[start : start + 60] for start in range(0, len(CODE), 60))
NAME = inside(JPEG).name


def newsml(content: str) -> bytes:
    return (
        "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines>"
        f"<ContentItem>{content}</ContentItem></NewsComponent></NewsItem></NewsML>"
    ).encode()


def encoded(text: str | bytes, kind: str = '<MediaType FormalName="Text"/>') -> bytes:
    data = text.encode() if isinstance(text, str) else text
    code = base64.b64encode(data).decode()
    return newsml(
        f'{kind}<Encoding Notation="Base64"><DataContent>\n{code}\n</DataContent></Encoding>'
    )


def nitf(media: str) -> bytes:
    return f"<nitf><body><body.content><p>a</p>{media}</body.content></body></nitf>".encode()


def g2(content: str) -> bytes:
    return (
        '<newsItem guid="g"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>'
        f"<contentSet>{content}</contentSet></newsItem>"
    ).encode()


def only(delivery: bytes) -> Item:
    (item,) = read(delivery)
    return item


PICTURE = '<MediaType FormalName="Photo"/><MimeType FormalName="image/jpeg"/>'
REFERENCE = '<media-reference mime-type="image/jpeg" width="60"/>'
OBJECT = f'<media-object encoding="base64">{WRAPPED}</media-object>'


@pytest.mark.parametrize(
    "delivery",
    [
        g2(f'<inlineData contenttype="image/jpeg" encoding="encd:base64">{WRAPPED}</inlineData>'),
        encoded(JPEG, PICTURE),
        encoded(JPEG, ""),
        nitf(f'<media media-type="image">{REFERENCE}{OBJECT}</media>'),
        nitf(f'<media media-type="image">{OBJECT}</media>'),
        nitf(f"<media>{OBJECT}</media>"),
    ],
)
def test_a_picture_inside_an_item_is_a_file_that_came_with_it(delivery: bytes) -> None:
    item = only(delivery)
    (medium,) = item.media
    (rendition,) = medium.renditions
    assert (medium.kind, rendition.href, rendition.size) == ("picture", NAME, len(JPEG))
    assert rendition.mimetype == "image/jpeg"
    assert CODE[:40] not in json.dumps(item.as_json())
    assert dict(files_inside(delivery)) == {NAME: JPEG}


def test_a_reference_with_an_address_is_another_file() -> None:
    reference = '<media-reference source="a.jpg" mime-type="image/jpeg"/>'
    (medium,) = only(nitf(f'<media media-type="image">{reference}{OBJECT}</media>')).media
    assert [each.href for each in medium.renditions] == ["a.jpg", NAME]


def test_what_is_no_base64_is_kept_as_it_is() -> None:
    media = f'<media>{REFERENCE}<media-object encoding="uu">M3$</media-object></media>'
    (medium,) = only(nitf(media)).media
    assert medium.extra["media-object"] == [{"encoding": "uu", "text": "M3$"}]
    assert medium.renditions[0].href is None


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Grüße an alle", ["Grüße an alle"]),
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<nitf><body><body.content><p>One</p></body.content></body></nitf>", ["One"]),
        ('<?xml version="1.0"?>\n<html><body><p>One</p></body></html>', ["One"]),
        ("<nitf><p>One", ["One"]),
        (
            "<?xml version='1.0' encoding='gb18030'?><html><p>新华社</p></html>".encode("gb18030"),
            ["新华社"],
        ),
        ("Gr\u00fc\u00dfe".encode("latin-1"), ["Grüße"]),
    ],
)
def test_a_text_in_base64_is_read(text: str | bytes, paragraphs: list[str]) -> None:
    item = only(encoded(text))
    assert (item.type, [text_of(block) for block in item.body]) == ("text", paragraphs)


@pytest.mark.parametrize("code", ["***", "", "a"])
def test_a_text_that_cannot_be_decoded_is_no_body(code: str) -> None:
    item = only(newsml(f'<Encoding Notation="Base64"><DataContent>{code}</DataContent></Encoding>'))
    assert item.body == ()


def test_names() -> None:
    assert is_inside(NAME)
    assert not any(map(is_inside, ("a.jpg", f"../{NAME}", NAME.upper(), "")))
    assert [picture_type(each) for each in (b"GIF89a", b"RIFF0000WEBP", b"0000ftypavif", b"x")] == [
        "image/gif",
        "image/webp",
        "image/avif",
        "",
    ]
    assert (inside(b"abc", "image/tiff").mimetype, inside(b"abc").mimetype) == ("image/tiff", "")
    assert (decoded(" YW\nJj "), decoded("YWI"), decoded("a"), decoded("ä")) == (
        b"abc",
        b"ab",
        None,
        None,
    )


@pytest.mark.parametrize(
    "delivery",
    [
        json.dumps({"a": {"b": WRAPPED}}).replace("/", "\\/").encode(),
        f"<a>{WRAPPED}</a>".encode("utf-16"),
        f'<?xml version="1.0" encoding="gb18030"?><a>新华社<b>{CODE}</b></a>'.encode("gb18030"),
        f"<a>{WRAPPED}</a>".replace("\n", "&#13;&#xA;").encode(),
        f'<img src="data:image/jpeg;base64,{CODE}">'.encode(),
    ],
)
def test_files_are_found_however_they_are_written(delivery: bytes) -> None:
    assert dict(files_inside(delivery)) == {NAME: JPEG}


def test_prose_is_searched_in_vain() -> None:
    prose = b"words and more words " * 50_000
    assert all(not is_inside(name) or data for name, data in files_inside(prose))


IMG = f'<img src="data:image/jpeg;base64,{CODE}" alt="A chart">'
TOLD = [{"type": "image/jpeg", "size": len(JPEG), "alt": "A chart"}]
ESCAPED = IMG.replace("<", "&lt;").replace('"', "&quot;")


@pytest.mark.parametrize(
    "delivery",
    [
        json.dumps({"uri": "u", "body_html": f"<p>a</p>{IMG}"}).encode(),
        f"<rss><channel><item><guid>1</guid><description>a {ESCAPED}</description></item>"
        "</channel></rss>".encode(),
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><content type="xhtml">'
        f'<div xmlns="http://www.w3.org/1999/xhtml">a {IMG[:-1]}/></div></content></entry>'
        "</feed>".encode(),
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "T",
                "items": [{"id": "1", "content_html": f"a {IMG}"}],
            }
        ).encode(),
        g2(f"<inlineXML><html><body><p>a</p>{IMG[:-1]}/></body></html></inlineXML>"),
        g2(f"<inlineData contenttype='text/html'>&lt;p&gt;a&lt;/p&gt;{ESCAPED}</inlineData>"),
        nitf(f"{IMG[:-1]}/>"),
        newsml(f"<DataContent><p>a</p>{IMG[:-1]}/></DataContent>"),
        newsml(f"<DataContent><![CDATA[<p>a</p>{IMG}]]></DataContent>"),
    ],
)
def test_a_picture_in_the_markup_is_told(delivery: bytes) -> None:
    item = only(delivery)
    assert [text_of(block) for block in item.body] == ["a"]
    assert item.extra["embedded_pictures"] == TOLD
    assert CODE[:40] not in json.dumps(item.as_json())


def test_other_pictures_in_markup() -> None:
    html = (
        "<img src='data:,a%20b'><IMG alt=x SRC=data:image/gif;base64,YWI=>"
        "<img src='data:image/png'><img src=a.png>data:x" + IMG + IMG
    )
    item = only(json.dumps({"uri": "u", "body_html": html}).encode())
    assert item.extra["embedded_pictures"] == [
        {"type": "text/plain", "size": 3},
        {"type": "image/gif", "size": 2, "alt": "x"},
        {"type": "image/png", "size": 0},
        *TOLD,
    ]
