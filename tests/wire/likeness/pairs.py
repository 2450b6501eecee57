"""Pairs of texts that tell the same, or do not, made from real stories.

What one agency does to another's story, in five ways from a light hand to a heavy one; and pairs of
different stories, the hard ones too: neighbours in time, by the same desk, on the same subject.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=。)")


@dataclass(frozen=True)
class Pair:
    """Two texts; `how` says what was done to the second, or why they are no pair."""

    how: str
    same: bool
    mine: str
    other: str


def originals(folder: Path) -> list[list[str]]:
    """Three lists of texts of more than 60 words: English, English of one office, Japanese."""
    wikinews = []
    for path in sorted((folder / "wikinews-en").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            wikinews += [f"{row['title']}\n{row['text']}" for row in csv.DictReader(stream)]
    office = [_text(row) for row in _rows(folder / "digitalgov" / "digitalgov-news.jsonl")]
    japanese = [_text(row) for row in _rows(folder / "wikinews-ja" / "wikinews-ja.jsonl")]
    return [
        [text for text in wikinews if len(text.split()) > 60],
        [text for text in office if len(text.split()) > 60],
        [text for text in japanese if len(text) > 150],
    ]


def pairs(texts: list[str], number: int) -> Iterator[Pair]:
    """`number` pairs of each way, the same ones every time."""
    chance = random.Random(7)
    words = sorted({word for text in texts[:200] for word in text.split()})
    chosen = [chance.randrange(len(texts) - 1) for _ in range(number)]
    for at in chosen:
        text = texts[at]
        for how, edit in EDITS.items():
            yield Pair(how, True, text, edit(text, chance, words))
        yield Pair("neighbour", False, text, texts[at + 1])
        yield Pair("anybody", False, text, texts[(at + len(texts) // 2) % len(texts)])


def _sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.split(text) if one.strip()]


def _join(sentences: list[str], text: str) -> str:
    return ("" if "。" in text else " ").join(sentences)


def _credited(text: str, chance: random.Random, words: list[str]) -> str:
    """Another headline and a line of one's own at the end."""
    headline = text[-20:] if "。" in text else " ".join(chance.sample(words, 6))
    return f"{headline}\n{text.partition(chr(10))[2] or text}\n(Our own correspondent, ed: pv)"


def _cut(text: str, chance: random.Random, words: list[str]) -> str:
    """The last third is cut off."""
    sentences = _sentences(text)
    return _join(sentences[: max(2, len(sentences) * 2 // 3)], text)


def _halved(text: str, chance: random.Random, words: list[str]) -> str:
    """The first half alone."""
    sentences = _sentences(text)
    return _join(sentences[: max(2, len(sentences) // 2)], text)


def _edited(text: str, chance: random.Random, words: list[str]) -> str:
    """One word in fourteen is another one, and one sentence in eight is gone."""
    kept = [one for one in _sentences(text) if chance.random() > 1 / 8]
    return _with_other_words(_join(kept or [text], text), 14, chance, words)


def _rewritten(text: str, chance: random.Random, words: list[str]) -> str:
    """One word in eight is another one, and two sentences change places."""
    sentences = _sentences(text)
    if len(sentences) > 2:
        first, second = chance.sample(range(len(sentences)), 2)
        sentences[first], sentences[second] = sentences[second], sentences[first]
    return _with_other_words(_join(sentences, text), 8, chance, words)


def _with_other_words(text: str, one_in: int, chance: random.Random, words: list[str]) -> str:
    if "。" in text:
        signs = [
            chance.choice("的一是了人") if chance.random() < 1 / one_in / 2 else sign
            for sign in text
        ]
        return "".join(signs)
    return " ".join(
        chance.choice(words) if chance.random() < 1 / one_in else word for word in text.split()
    )


EDITS: dict[str, Callable[[str, random.Random, list[str]], str]] = {
    "credited": _credited,
    "cut": _cut,
    "halved": _halved,
    "edited": _edited,
    "rewritten": _rewritten,
}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _text(row: dict[str, str]) -> str:
    headline = row.get("headline") or row.get("title") or ""
    return f"{headline}\n{row.get('body') or row.get('text') or ''}"
