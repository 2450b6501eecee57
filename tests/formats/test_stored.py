"""Items come back from the JSON that they were kept as."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet.formats import Association, Block, Creator, Item, Link, Media, Rendition, Subject
from broadsheet.formats.stored import item_from_json

ITEM = Item(
    "tag:tidewire.example,2026:1",
    "2",
    headline="Ferry held",
    creators=(Creator("Nell Varga", "author", extra={"a": [1]}),),
    body=(Block("paragraph", "<p>Tide</p>"),),
    media=(
        Media(
            "picture",
            embargo=datetime(2030, 1, 1, tzinfo=UTC),
            renditions=(Rendition("large", width=9, duration=1.5, poi=(3, 4)),),
            subjects=(Subject("Quay"),),
        ),
    ),
    subjects=(Subject("Ferries", uri="http://cv.example/1", extra={"b": {"c": None}}),),
    urgency=3,
    updated=datetime(2026, 3, 1, 12, 0, 0, 123000, tzinfo=UTC),
    links=(Link("https://tidewire.example/", "canonical"),),
    associations=(Association("member", Item("b", headline="Inner"), "rel"),),
    extra={"deep": {"list": [1, "two", None]}},
)


def test_there_and_back() -> None:
    assert item_from_json(json.loads(json.dumps(ITEM.as_json()))) == ITEM


def test_what_an_older_or_a_newer_version_kept_can_be_read() -> None:
    assert item_from_json({"guid": "a", "a_key_to_come": 1}) == Item("a")


@pytest.mark.parametrize("values", [{}, {"guid": "a", "updated": "yesterday"}])
def test_what_is_no_item_is_refused(values: dict[str, str]) -> None:
    with pytest.raises((TypeError, ValueError)):
        item_from_json(values)
