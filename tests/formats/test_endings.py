"""The signs with which agencies end a text are for the desk, in every format."""

from __future__ import annotations

import json

import pytest

from broadsheet.formats import Item, read, text_of


def story(html: str, **fields: str) -> Item:
    """The item with this body."""
    return read(json.dumps({"uri": "urn:x:1", "body_html": html} | fields).encode())[0]


@pytest.mark.parametrize(
    "mark",
    [
        *("==Kyodo", "(END)", "Enditem", "（完）", "/ritzau/", "(©NTB)"),
        *("sjw/sw/ser/axn", "burs-abc/def", "ab/cd"),
    ],
)
def test_a_mark_on_its_own_stays_with_the_desk(mark: str) -> None:
    item = story(f"<p>The ferry runs.</p><p>{mark}</p>", ednote="Call Ann")
    assert [text_of(each) for each in item.body] == ["The ferry runs."]
    assert item.ednote == f"Call Ann\n{mark}"


@pytest.mark.parametrize("mark", ["Enditem", "(END)", "（完）", "(©NTB)"])
def test_a_mark_behind_the_last_sentence_stays_with_the_desk(mark: str) -> None:
    item = story(f"<p>It left.</p><p>The <b>ferry</b> runs. {mark}</p>")
    assert item.body[-1].html == "<p>The <b>ferry</b> runs.</p>"
    assert item.ednote == mark
    assert story(f"<p>It runs.{mark}</p>").body[0].html == "<p>It runs.</p>"
    assert story(f"<p>船开了。{mark}</p>").body[0].html == "<p>船开了。</p>"


@pytest.mark.parametrize(
    "words",
    [
        "The end",
        "It runs (END of story)",
        "Enditem is a sign",
        "(Hill)",
        "==",
        "yes/no/perhaps",
        "A/B",
    ],
)
def test_other_words_at_the_end_are_printed(words: str) -> None:
    item = story(f"<p>The ferry runs.</p><p>{words}</p>")
    assert [text_of(each) for each in item.body] == ["The ferry runs.", words]
    assert item.ednote is None


def test_a_body_that_is_nothing_else_stays() -> None:
    assert len(story("<p>(END)</p>").body) == 1
