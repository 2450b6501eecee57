"""Real NewsML-G2: every sample is read, or refused with a reason, and none loses anything."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from broadsheet.formats import FormatError, Item, detect, read, text_of
from broadsheet.formats.newsmlg2 import read_newsmlg2

from .allowed import offences
from .losses import losses

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "newsmlg2"
EXPECTED: dict[str, Any] = json.loads((CORPUS / "samples.json").read_text())

#: What the item says in words of its own: its type, its status, the kind of a concept.
UNDERSTOOD = frozenset(
    [f"ninat:{kind}" for kind in ("text", "picture", "video", "audio", "composite")]
    + [f"stat:{status}" for status in ("usable", "withheld", "canceled")]
    + [f"cpnat:{n}" for n in ("abstract", "person", "organisation", "geoArea", "event", "object")]
    + ["timeunit:seconds", "image/jpg", "irel:seeAlso", "irel:associatedWith"]
)
#: A body's markup is written anew: how it is laid out and hung up is gone, addresses and titles
#: are not.
MARKUP = frozenset(
    (
        *("a", "article", "div", "figure", "h1", "html", "img", "meta", "p", "section"),
        *("span", "table", "td"),
    )
)
KEPT = frozenset(("href", "src", "data-src", "srcset", "data", "poster", "title", "cite"))


def facts(item: Item) -> dict[str, Any]:
    """The short facts by which a sample is known."""
    text = "\n".join([item.headline or "", *(text_of(block) for block in item.body)])
    told = {
        "guid": item.guid,
        "version": item.version,
        "type": item.type,
        "language": item.language,
        "pubstatus": item.pubstatus,
        "headline": len(item.headline or ""),
        "blocks": len(item.body),
        "text": hashlib.sha256(text.encode()).hexdigest()[:12],
        "media": [f"{medium.kind} {len(medium.renditions)}" for medium in item.media],
        "subjects": sum(each.type != "keyword" for each in item.subjects),
        "resolved": sum(each.uri is not None for each in item.subjects),
        "creators": len(item.creators),
        "members": [f"{each.rel} {each.item.guid}" for each in item.associations],
        "urgency": item.urgency,
        "links": len(item.links),
        "no news": not item.is_news,
    }
    told |= {
        name: item.as_json()[name] for name in ("embargo", "created", "updated", "source", "place")
    }
    return {
        name: value for name, value in told.items() if value or (value == 0 and value is not False)
    }


def samples(shared: Path) -> list[Path]:
    found = sorted((shared / "newsml-g2").glob("*/*"))
    assert len(found) > 70
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample(shared: Path, name: str) -> None:
    data = (shared / "newsml-g2" / name).read_bytes()
    expected = EXPECTED[name]
    if isinstance(expected, str):
        with pytest.raises(FormatError) as refused:
            read_newsmlg2(data)
        assert expected in refused.value.reason
        assert refused.value.where.startswith("line ")
        return
    assert detect(data) == "newsmlg2"
    items = read(data)
    assert [facts(item) for item in items] == expected
    assert [o for item in items for block in item.body for o in offences(block.html)] == []


def test_no_sample_is_left_out(shared: Path) -> None:
    assert {f"{path.parent.name}/{path.name}" for path in samples(shared)} == EXPECTED.keys()


def test_nothing_in_a_sample_disappears(shared: Path) -> None:
    lost = []
    for path in samples(shared):
        data = path.read_bytes()
        if isinstance(EXPECTED.get(f"{path.parent.name}/{path.name}"), str):
            continue
        for loss in losses(data, read(data), UNDERSTOOD):
            element, at, rest = loss.partition("@")
            attribute = rest.partition(": ")[0]
            if not (at and element in MARKUP) or attribute in KEPT:
                lost.append(f"{path.name} {loss}")
    assert lost == []
