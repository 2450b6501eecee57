"""A day's traffic of five agencies that do not exist, and the record of what it must come to."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

DAY = 86_400.0
WORDS_OF_AN_ITEM = 180
G2 = "http://iptc.org/std/nar/2006-10-01/"
# What rules look for in the text.
PUBLISHED, DROPPED = "regatta-report", "weather-table"


class Way(StrEnum):
    """How an agency's items come."""

    PUSH = "push"
    FOLDER = "folder"
    POLL = "poll"


@dataclass(frozen=True)
class Version:
    """One version of one item, as it was written; `moment` in UTC."""

    guid: str
    number: int
    moment: datetime
    headline: str
    text: str
    status: str = "usable"
    corrects: bool = False


@dataclass(frozen=True)
class Agency:
    """An agency: its name, its way, the share of the traffic it has, and how it writes.

    `write` makes a delivery of a version; with True it comes in other wrapping, the same in words.
    """

    name: str
    way: Way
    share: float
    write: Callable[[Version, bool], bytes]
    kills: bool = True


@dataclass
class Expected:
    """What the versions of an item come to, whatever their order."""

    agency: str
    versions: int
    headline: str
    canceled: bool
    corrected: bool
    fate: str


@dataclass(frozen=True)
class Sent:
    """A delivery: due so many seconds after the day's beginning."""

    due: float
    agency: Agency
    version: Version
    otherwise: bool = False


@dataclass
class Traffic:
    """Deliveries in the order in which they are sent, and items by guid with what they come to."""

    sent: list[Sent] = field(default_factory=list)
    expected: dict[str, Expected] = field(default_factory=dict)


def ninjs(version: Version, otherwise: bool = False) -> bytes:
    """A version in ninjs, or the same indented."""
    content = {
        "uri": version.guid,
        "type": "text",
        "version": str(version.number),
        "versioncreated": f"{version.moment:%Y-%m-%dT%H:%M:%SZ}",
        "pubstatus": version.status,
        "language": "en",
        "urgency": 5,
        "headline": version.headline,
        "body_xhtml": _paragraphs(version.text),
        **({"genre": [{"name": "Correction"}]} if version.corrects else {}),
    }
    return json.dumps(content, indent=2 if otherwise else None).encode()


def newsmlg2(version: Version, otherwise: bool = False) -> bytes:
    """A version as a NewsML-G2 news item, or the same in a news message."""
    signal = '<signal qcode="sig:correction"/>' if version.corrects else ""
    item = (
        f'<newsItem xmlns="{G2}" guid="{version.guid}" version="{version.number}" '
        'standard="NewsML-G2" standardversion="2.35" xml:lang="en"><itemMeta>'
        f'<itemClass qcode="ninat:text"/><versionCreated>{version.moment:%Y-%m-%dT%H:%M:%SZ}'
        f'</versionCreated><pubStatus qcode="stat:{version.status}"/>{signal}</itemMeta>'
        f"<contentMeta><urgency>5</urgency><headline>{version.headline}</headline></contentMeta>"
        '<contentSet><inlineXML contenttype="application/xhtml+xml"><html '
        'xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>'
        f"{_paragraphs(version.text)}</body></html></inlineXML></contentSet></newsItem>"
    )
    if otherwise:
        item = f'<newsMessage xmlns="{G2}"><itemSet>{item}</itemSet></newsMessage>'
    return item.encode()


def nitf(version: Version, otherwise: bool = False) -> bytes:
    """A version in NITF, or the same behind a declaration."""
    correction = '<correction info="Put right"/>' if version.corrects else ""
    first = '<?xml version="1.0" encoding="UTF-8"?>\n' if otherwise else ""
    return (
        f'{first}<nitf baselang="en"><head><docdata management-status="{version.status}">'
        f'{correction}<doc-id id-string="{version.guid}"/><urgency ed-urg="5"/>'
        f'<date.issue norm="{version.moment:%Y%m%dT%H%M%SZ}"/>'
        f'<du-key version="{version.number}"/></docdata></head><body><body.head><hedline><hl1>'
        f"{version.headline}</hl1></hedline></body.head><body.content>"
        f"{_paragraphs(version.text)}</body.content></body></nitf>"
    ).encode()


def entry(version: Version, otherwise: bool = False) -> bytes:
    """A version as an Atom entry; a feed needs no other wrapping, it repeats what it says."""
    return (
        f"<entry><id>{version.guid}</id><title>{version.headline}</title>"
        f"<updated>{version.moment:%Y-%m-%dT%H:%M:%SZ}</updated>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"{_paragraphs(version.text)}</div></content></entry>"
    ).encode()


def feed(entries: list[bytes]) -> bytes:
    """An Atom feed."""
    head = b'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>tag:day,feed</id>'
    return head + b"<title>Almery Dispatch</title>" + b"".join(entries) + b"</feed>"


AGENCIES = (
    Agency("Tide Wire", Way.PUSH, 0.33, ninjs),
    Agency("Hask Press", Way.FOLDER, 0.25, newsmlg2),
    Agency("Quay News", Way.FOLDER, 0.20, nitf),
    Agency("Almery Dispatch", Way.POLL, 0.05, entry, kills=False),
    Agency("Northbank Service", Way.PUSH, 0.17, newsmlg2),
)


def day(items: int, ends: datetime, seed: int = 7) -> Traffic:
    """A day with `items` versions that ends at `ends`: of every ten items three come again as new
    versions, one in forty is canceled, one in thirty corrected; one delivery in twenty comes
    twice, and one in ten is late and behind what was written after it.
    """
    chance = random.Random(seed)
    traffic = Traffic()
    begins = ends - timedelta(seconds=DAY + 3600)
    words = _vocabulary(chance)
    for agency in AGENCIES:
        left, number = round(items * agency.share), 0
        while left > 0:
            guid = f"tag:{agency.name.split()[0].lower()},day:{number}"
            number += 1
            versions = _life(agency, guid, chance, words, begins, left)
            left -= len(versions)
            _send(traffic, agency, versions, chance, begins)
            last, fate = versions[-1], "inbox"
            for mark, its_fate in ((PUBLISHED, "published"), (DROPPED, "dropped")):
                fate = its_fate if mark in last.text else fate
            traffic.expected[guid] = Expected(
                agency.name,
                len(versions),
                last.headline,
                canceled=last.status == "canceled",
                corrected=any(one.corrects for one in versions),
                fate=fate,
            )
    traffic.sent.sort(key=lambda one: one.due)
    return traffic


def _life(
    agency: Agency,
    guid: str,
    chance: random.Random,
    words: tuple[list[str], list[float]],
    begins: datetime,
    most: int,
) -> list[Version]:
    """The versions of one item, the last of which rules."""
    at = chance.random() * DAY * 0.97
    mark = chance.choices((PUBLISHED, DROPPED, ""), (0.05, 0.06, 0.89))[0]
    text = [mark, *chance.choices(*words, k=WORDS_OF_AN_ITEM)]
    name = " ".join(text[1:6]).capitalize()
    count = min(most, 1 + chance.choices((0, 1, 2), (0.7, 0.2, 0.1))[0])
    versions = []
    for number in range(1, count + 1):
        is_last = number == count
        versions.append(
            Version(
                guid,
                number,
                begins + timedelta(seconds=round(at) + 60 * number),
                f"{name} {guid.rpartition(':')[2]}, part {number}",
                " ".join([*text, *chance.choices(*words, k=20)]),
                status="canceled" if is_last and _kills(agency, number, chance) else "usable",
                corrects=agency.kills and number > 1 and chance.random() < 0.1,
            )
        )
    return versions


def _kills(agency: Agency, number: int, chance: random.Random) -> bool:
    # One without a story before it, now and then: the tombstone of what will never come.
    return agency.kills and chance.random() < (0.08 if number > 1 else 0.003)


def _send(
    traffic: Traffic,
    agency: Agency,
    versions: list[Version],
    chance: random.Random,
    begins: datetime,
) -> None:
    for version in versions:
        due = (version.moment - begins).total_seconds()
        if agency.way is not Way.POLL and chance.random() < 0.1:
            due += 240
        traffic.sent.append(Sent(due, agency, version))
        if agency.way is not Way.POLL and chance.random() < 0.05:
            again = due + chance.random() * 1800
            traffic.sent.append(Sent(again, agency, version, otherwise=chance.random() < 0.5))


def _vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    syllables = ["ka", "lo", "mir", "ten", "us", "par", "ei", "dor", "vin", "sal", "qu", "bre"]
    words = ["".join(chance.choices(syllables, k=2 + n % 3)) for n in range(6000)]
    return words, [1 / (10 + n) for n in range(len(words))]


def _paragraphs(text: str) -> str:
    words = text.split()
    return "".join(f"<p>{' '.join(words[at : at + 50])}.</p>" for at in range(0, len(words), 50))
