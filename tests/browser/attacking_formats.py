"""All attacks together as one delivery of each format, quoted or as they are."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

from lxml import etree

from broadsheet.formats.text import without_controls
from tests.browser.payloads import MARK, swallows

G2 = "http://iptc.org/std/nar/2006-10-01/"
# Long ago, so that no front of the paper shows them.
WHEN = "2001-02-03T04:05:06Z"
Build = Callable[[str, str], str]


def _feed(title: str, body: str) -> str:
    return (
        f"<rss version='2.0'><channel><item><guid>tag:hostile.example,2001:rss</guid><title>{title}"
        f"</title><pubDate>Sat, 03 Feb 2001 04:05:06 GMT</pubDate><description>{body}"
        "</description></item></channel></rss>"
    )


def _atom(title: str, body: str) -> str:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>tag:hostile.example,2001:atom</id>"
        f"<title type='html'>{title}</title><published>{WHEN}</published><updated>{WHEN}</updated>"
        f"<content type='html'>{body}</content></entry></feed>"
    )


def _g2(guid: str, title: str, content: str) -> str:
    return (
        f"<newsItem xmlns='{G2}' guid='tag:hostile.example,2001:{guid}' version='1'"
        " standard='NewsML-G2' standardversion='2.35'><itemMeta><itemClass qcode='ninat:text'/>"
        f"<versionCreated>{WHEN}</versionCreated></itemMeta><contentMeta>"
        f"<contentCreated>{WHEN}</contentCreated><headline>{title}</headline></contentMeta>"
        f"<contentSet>{content}</contentSet></newsItem>"
    )


def _newsml1(title: str, body: str) -> str:
    return (
        "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>hostile.example</ProviderId>"
        "<DateId>20010203</DateId><NewsItemId>newsml1</NewsItemId><RevisionId PreviousRevision='0'"
        " Update='N'>1</RevisionId><PublicIdentifier>urn:newsml:hostile.example:20010203:newsml1:1"
        "</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>"
        "<NewsItemType FormalName='News'/><FirstCreated>20010203T040506Z</FirstCreated>"
        "<ThisRevisionCreated>20010203T040506Z</ThisRevisionCreated><Status FormalName='Usable'/>"
        f"</NewsManagement><NewsComponent><NewsLines><HeadLine>{title}</HeadLine></NewsLines>"
        f"<ContentItem><DataContent>{body}</DataContent></ContentItem></NewsComponent></NewsItem>"
        "</NewsML>"
    )


def _nitf(title: str, body: str) -> str:
    return (
        "<nitf><head><docdata><doc-id id-string='hostile-nitf'/>"
        "<date.issue norm='20010203T040506Z'/></docdata></head><body><body.head><hedline><hl1>"
        f"{title}</hl1></hedline></body.head><body.content>{body}</body.content></body></nitf>"
    )


def _jsonfeed(title: str, body: str) -> str:
    one = {"id": "tag:hostile.example,2001:jsonfeed", "title": title, "content_html": body}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": [{**one, "date_published": WHEN}]}
    )


def _iptc7901(title: str, body: str) -> str:
    return (
        f"\x01hos0417 4 pl 61 hostile 1\r\nFerry/\r\n\x02{title} =\r\n\r\n{body}\r\n"
        "\x03030405 GMT Feb 01\r\n\x04"
    )


def _anpa1312(title: str, body: str) -> str:
    return (
        "\x16\x16\x01H1\x1fa\r\nr i\x13\x11 BC-Ferry   02-03 0061\r\n\x02^BC-Ferry,61<\r\n"
        f"^{title}<\r\n\t   {body}\r\n\x03AP-WF-02-03-01 0405GMT<\r\n\x04"
    )


#: Formats that bring HTML as text.
QUOTED: dict[str, Build] = {
    "rss": _feed,
    "atom": _atom,
    "newsmlg2": lambda title, body: _g2(
        "g2", title, f"<inlineData contenttype='text/html'>{body}</inlineData>"
    ),
}
#: Formats of which the attacks become a part, as far as they are well-formed XML.
INSIDE: dict[str, Build] = {
    "newsmlg2-xhtml": lambda title, body: _g2(
        "g2-xhtml",
        title,
        "<inlineXML contenttype='application/xhtml+xml'><html xmlns='http://www.w3.org/1999/xhtml'>"
        f"<body>{body}</body></html></inlineXML>",
    ),
    "newsml1": _newsml1,
    "nitf": _nitf,
}
#: Formats that take any character as it is.
PLAIN: dict[str, Build] = {
    "jsonfeed": _jsonfeed,
    "iptc7901": _iptc7901,
    "anpa1312": _anpa1312,
}


def deliveries(attacks: list[str]) -> dict[str, tuple[str, int]]:
    """Format -> a delivery with every attack that lets others live, and how many those are."""
    tame = [without_controls(one) for one in attacks if not swallows(one)]
    sound = [one for one in tame if _is_well_formed(one)]
    title = next(one for one in sound if "<script>" in one and "\n" not in one and len(one) < 120)
    quoted, inside = escape(_body(tame)), _body(sound)
    return {
        **{name: (build(escape(title), quoted), len(tame)) for name, build in QUOTED.items()},
        **{name: (build(escape(title), inside), len(sound)) for name, build in INSIDE.items()},
        **{name: (build(title, _body(tame)), len(tame)) for name, build in PLAIN.items()},
    }


def write(attacks: list[str], folder: Path) -> dict[Path, int]:
    """Write one file for each format; how many attacks each holds."""
    written = {}
    for name, (delivery, count) in deliveries(attacks).items():
        path = folder / name
        path.write_bytes(delivery.encode("utf-8", "replace"))
        written[path] = count
    return written


def _body(attacks: list[str]) -> str:
    return "".join(f"<p>{one}</p>{MARK.format(place)}" for place, one in enumerate(attacks))


def _is_well_formed(attack: str) -> bool:
    try:
        etree.fromstring(f"<p>{attack}</p>", etree.XMLParser(resolve_entities=False))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True
