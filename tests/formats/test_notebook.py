"""What a body says is not for publication never reaches readers."""

from __future__ import annotations

import json

import pytest

from broadsheet.formats import Item, read, text_of


def story(html: str, **fields: str) -> Item:
    """The item with this body."""
    return read(json.dumps({"uri": "urn:x:1", "body_html": html} | fields).encode())[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt",
        "The following information is not intended for publication:",
        "* The following is not for publication *",
        "Les informations suivantes ne sont pas destinées à la publication",
        "La información siguiente no es para publicación.",
        "Le seguenti informazioni non sono destinate alla pubblicazione",
    ],
)
def test_the_notebook_goes_to_the_desk(sentence: str) -> None:
    item = story(
        f"<p>The ferry runs.</p><p>* * * *</p><h3>{sentence}</h3><ul><li>Tel. 17</li></ul>",
        ednote="Photo follows.",
    )
    assert [text_of(block) for block in item.body] == ["The ferry runs."]
    assert item.pubstatus == "usable"
    assert item.ednote == f"Photo follows.\n* * * *\n{sentence}\nTel. 17"


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the following letter was not for publication, and read it aloud.",
        "Not for publication, he said.",
        "Nicht zur Veröffentlichung bestimmt waren die folgenden Briefe.",
    ],
)
def test_news_of_what_was_not_for_publication_stays(text: str) -> None:
    assert len(story(f"<p>{text}</p><p>End.</p>").body) == 2


def test_what_is_all_for_the_desk_is_withheld() -> None:
    html = "<p>The following is not for publication</p><p>Tel. 17</p>"
    item = story(html)
    assert (item.body, item.pubstatus) == ((), "withheld")
    assert story(html, pubstatus="canceled").pubstatus == "canceled"
