"""Real feeds: each is read as written down, as its own comment expects, and as feedparser does."""

from __future__ import annotations

import hashlib
import io
import json
import re
import warnings
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from broadsheet.formats import FormatError, Item, detect, read, text_of
from broadsheet.formats.encodings import undoubled
from broadsheet.formats.feeds.dates import parse_date
from broadsheet.formats.text import clean_line

from .allowed import offences
from .losses import words
from .test_feeds import unplaced

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "feeds" / "real" / "facts.json"
FACTS: dict[str, Any] = json.loads(CORPUS.read_text("utf-8"))
TOKYO = ZoneInfo("Asia/Tokyo")


def samples(shared: Path) -> dict[str, Path]:
    """Every file of the folder of feeds, by its name there."""
    folder = shared / "rss-atom"
    return {str(path.relative_to(folder)): path for path in folder.glob("*/*") if path.is_file()}


def digest(texts: list[str]) -> str:
    """Enough of the SHA-256 of ``texts`` to tell them from others."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:10]


def facts(data: bytes) -> list[Any] | str:
    """What is written down of a file: format, number of items, and of all of them together the
    guids, headlines, texts, times, and how many media, subjects and links; or why it is refused."""
    try:
        items = read(data, TOKYO)
    except FormatError as error:
        return error.reason.partition(",")[0]
    told = [each.as_json() for each in items]
    return [
        detect(data),
        len(items),
        digest([each.guid for each in items]),
        digest([each.headline or "" for each in items]),
        digest([text_of(block) for each in items for block in each.body]),
        digest([f"{each['created']} {each['updated']} {each['embargo']}" for each in told]),
        [sum(len(each[name]) for each in told) for name in ("media", "subjects", "links")],
    ]


def test_every_sample_is_read_as_written_down(shared: Path) -> None:
    found = samples(shared)
    assert set(found) == set(FACTS)
    wrong = [name for name, path in found.items() if facts(path.read_bytes()) != FACTS[name]]
    assert wrong == []


def test_nothing_in_a_sample_disappears_and_nothing_harmful_comes_in(shared: Path) -> None:
    lost: dict[str, list[str]] = {}
    for name, path in samples(shared).items():
        # Drawings and formulas have no place in a story; JSON is tried with our own samples.
        if (
            isinstance(FACTS[name], str)
            or name.endswith(".json")
            or "svg" in name
            or "math" in name
        ):
            continue
        data = path.read_bytes()
        items = read(data)
        assert [bad for each in items for b in each.body for bad in offences(b.html)] == [], name
        try:
            missing = unplaced(data, items) if items else []
        except FormatError:
            # Not well-formed: read patiently, and there is no tree to compare with.
            assert name.startswith("feedparser-illformed")
            continue
        names = ("author: ", "creator: ", "keywords: ")
        if missing := [each for each in missing if not each.startswith(names)]:
            lost[name] = missing
    # An address in which "&sort" looks like the start of an entity to whoever compares.
    lost.pop("news-outlets/AtomSpecialCharacters.xml", None)
    assert lost == {}


_EXPECT = re.compile(
    r"Expect:\s+not bozo and entries\[0\]\[?'?\.?(?P<name>title|id|link|published)'?\]?\s*==\s*"
    r"u?(?P<value>'[^'\\]*'|\"[^\"\\]*\")\s*$",
    re.MULTILINE,
)


def test_the_expectations_in_the_samples_themselves(shared: Path) -> None:
    tried = 0
    for path in (shared / "rss-atom" / "feedparser-rss").iterdir():
        data = path.read_bytes()
        expected = _EXPECT.search(data.decode("utf-8", "replace"))
        if expected is None:
            continue
        written = clean_line(expected["value"][1:-1])
        value = parse_date(written) if expected["name"] == "published" else written
        (item, *_) = read(data)
        told = {
            "title": [item.headline],
            "id": [item.guid],
            "link": [link.href for link in item.links],
            "published": [item.created],
        }
        assert value in told[expected["name"]], path.name
        tried += 1
    assert tried > 15


def oracle(data: bytes) -> list[dict[str, Any]]:
    """The entries that feedparser finds in ``data``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(io.BytesIO(data), sanitize_html=False).entries  # type: ignore[no-any-return]


def same(item: Item, entry: dict[str, Any]) -> list[str]:
    """Where ``item`` says other than feedparser's ``entry``."""
    differ = []
    # Titles that were encoded twice it decodes in part, and first cuts half a space off.
    title = undoubled((entry.get("title") or "").rstrip("Â"))
    if words(title) != words(item.headline or ""):
        differ.append("title")
    link = entry.get("link")
    if link and link.startswith("http") and words(link) not in {words(x.href) for x in item.links}:
        differ.append("link")
    when = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    ours = item.created or item.updated
    if when and (ours is None or tuple(when)[:5] != ours.timetuple()[:5]):
        differ.append("time")
    return differ


def test_feedparser_says_the_same_of_what_outlets_send(shared: Path) -> None:
    wrong: dict[str, list[str]] = {}
    compared = 0
    for name, path in samples(shared).items():
        if not name.startswith(("news-outlets", "chinese")) or isinstance(FACTS[name], str):
            continue
        data = path.read_bytes()
        items, entries = read(data), oracle(data)
        if name.endswith(".json"):
            continue
        if len(items) != len(entries):
            wrong[name] = [f"{len(items)} items, not {len(entries)}"]
            continue
        compared += len(items)
        differ = {what for pair in zip(items, entries, strict=True) for what in same(*pair)}
        if differ:
            wrong[name] = sorted(differ)
    # It takes these for day, month and year, and "10" for an hour that is none.
    assert wrong.pop("chinese-and-others/kc0011.rss") == ["time"]
    assert compared > 800
    assert wrong == {}
