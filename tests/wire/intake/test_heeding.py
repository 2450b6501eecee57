"""Notes to editors that say otherwise than the status."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.formats.item import Item
from broadsheet.wire.intake.heeding import HELD_BY_NOTE, heed_note

ITEM = Item(guid="1", format="ninjs", headline="The ferry runs")


@pytest.mark.parametrize(
    "note",
    [
        "EMBARGOED UNTIL 0600 GMT",
        "Sperrfrist: 18.00 Uhr\nKontakt: Ada, Telefon 17",
        "Editors: not for publication before 0600 GMT",
        "MANDATORY KILL",
        "Contacts: 17\nEDS: please note\nEDITORS: KILL - the report is false",
    ],
)
def test_an_order_in_the_note_withholds(note: str) -> None:
    held = heed_note(replace(ITEM, ednote=note))
    assert held.pubstatus == "withheld"
    assert held.extra[HELD_BY_NOTE] in note.splitlines()


def test_an_order_to_kill_in_the_headline_withholds() -> None:
    held = heed_note(replace(ITEM, headline="KILL: The ferry runs", extra={"number": 1}))
    assert held.pubstatus == "withheld"
    assert held.extra == {"number": 1, HELD_BY_NOTE: "KILL: The ferry runs"}


@pytest.mark.parametrize(
    "note",
    [
        "",
        "UPDATES with reactions",
        "Embargo lifted",
        "Refiled to fix the name of the man who was killed",
        "* * *\nNot for publication:\nAda, telephone seventeen",
    ],
)
def test_other_notes_hold_nothing(note: str) -> None:
    item = replace(ITEM, headline="Embargo on oil extended until Friday", ednote=note or None)
    assert heed_note(item) is item


def test_the_note_is_not_asked_where_the_item_says_it_itself() -> None:
    note = "EMBARGOED UNTIL 0600 GMT"
    until = datetime(2026, 5, 4, 6, tzinfo=UTC)
    for item in (
        replace(ITEM, ednote=note, embargo=until),
        replace(ITEM, ednote="MANDATORY KILL", pubstatus="canceled"),
        replace(ITEM, ednote=note, format="iptc7901"),
    ):
        assert heed_note(item) is item
