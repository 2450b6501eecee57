"""The demo's stories as a sub-editor reads them: type, times, quotations, lengths, counts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from broadsheet.site.demo.registers import CONTENT
from broadsheet.site.demo.story_blocks import (
    Correction,
    Entry,
    Gallery,
    PageBreak,
    Paragraph,
    PullQuote,
    Table,
)
from broadsheet.site.demo.story_file import StoryFile, read_edition
from broadsheet.site.demo.story_markup import as_plain

STORIES = {code: list(read_edition(CONTENT / code)) for code in ("en", "zh", "ar")}
ENGLISH = STORIES["en"]
ALL = [story for stories in STORIES.values() for story in stories]
STRAIGHT_QUOTES = re.compile(r"[\"'`]")

each_story = pytest.mark.parametrize("story", ALL, ids=lambda s: f"{s.edition}/{s.slug}")


def blocks(story: StoryFile, kind: type) -> list:
    return [block for block in story.body if isinstance(block, kind)]


@each_story
def test_text_is_composed_and_typographic(story: StoryFile) -> None:
    raw = story.path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", raw)
    assert STRAIGHT_QUOTES.findall(raw.split("\n+++\n", 1)[1]) == []
    for text in (story.headline, story.short_headline, story.kicker, story.standfirst):
        assert not STRAIGHT_QUOTES.findall(text)
        assert "*" not in text
        assert "  " not in text


@each_story
def test_keys_are_not_named_twice(story: StoryFile) -> None:
    sections = (story.section, *story.further_sections)
    for keys in (sections, story.specials, story.topics, story.bylines):
        assert len(keys) == len(set(keys))


@each_story
def test_times_are_in_order(story: StoryFile) -> None:
    assert timedelta() < story.age <= timedelta(days=365)
    for correction in blocks(story, Correction):
        assert correction.age < story.age
    entries = [entry.age for entry in blocks(story, Entry)]
    assert all(newer < older for newer, older in pairwise(entries))
    assert all(age <= story.age for age in entries)
    if story.updated is not None and entries:
        assert story.updated <= min(entries)


@each_story
def test_a_pull_quote_is_short(story: StoryFile) -> None:
    for quote in blocks(story, PullQuote):
        assert len(quote.text) <= 160


@pytest.mark.parametrize("story", ENGLISH, ids=lambda s: s.slug)
def test_each_sentence_of_a_pull_quote_is_in_the_story_word_for_word(story: StoryFile) -> None:
    running = " ".join(as_plain(block.text) for block in blocks(story, Paragraph)).casefold()
    for quote in blocks(story, PullQuote):
        for sentence in re.split(r"(?<=[.?])\s", as_plain(quote.text)):
            assert sentence.rstrip(".?").casefold() in running


@pytest.mark.parametrize("edition", STORIES)
def test_no_headline_and_no_paragraph_stands_twice(edition: str) -> None:
    texts = Counter(as_plain(story.headline).casefold() for story in STORIES[edition])
    texts += Counter(block.text for story in STORIES[edition] for block in blocks(story, Paragraph))
    assert [text for text, times in texts.items() if times > 1] == []


def test_english_headlines_are_as_long_as_a_paper_sets_them() -> None:
    for story in ENGLISH:
        assert 6 <= len(story.headline.split()) <= 18, story.slug
        if story.short_headline:
            assert len(story.short_headline) < len(story.headline), story.slug


def test_there_is_enough_of_everything() -> None:
    assert len(ALL) >= 60
    assert len(ENGLISH) >= 46
    kinds = Counter(story.kind for story in ENGLISH)
    assert kinds["gallery"] >= 6
    assert kinds["video"] >= 3
    assert kinds["live"] >= 1
    assert sum(bool(blocks(story, Correction)) for story in ENGLISH) >= 4
    assert sum(bool(blocks(story, Table)) for story in ENGLISH) >= 8
    assert sum(story.updated is not None for story in ENGLISH) >= 10


def test_the_english_edition_is_as_fresh_as_a_daily() -> None:
    assert sum(story.age <= timedelta(hours=6) for story in ENGLISH) >= 5
    assert sum(story.age <= timedelta(days=3) for story in ENGLISH) > len(ENGLISH) / 2
    assert any(story.age > timedelta(days=30) for story in ENGLISH)


def test_english_sections_and_specials_are_full() -> None:
    sections = Counter(story.section for story in ENGLISH)
    specials = Counter(special for story in ENGLISH for special in story.specials)
    assert len(sections) == 8
    assert min(sections.values()) >= 4
    assert len(specials) >= 2
    assert min(specials.values()) >= 6


def test_long_reads_are_long_and_have_three_pages() -> None:
    paged = [story for story in ENGLISH if story.paged]
    assert len(paged) >= 2
    for story in paged:
        assert len(blocks(story, PageBreak)) == 2
        words = sum(len(as_plain(block.text).split()) for block in blocks(story, Paragraph))
        assert words >= 1200, story.slug


def test_english_galleries_and_live_stories_have_their_measure() -> None:
    for story in ENGLISH:
        if story.kind == "gallery":
            assert 5 <= sum(len(g.items) for g in blocks(story, Gallery)) <= 8, story.slug
        if story.kind == "live":
            assert 8 <= len(blocks(story, Entry)) <= 12, story.slug
