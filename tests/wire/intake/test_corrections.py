"""Whether an item says that it corrects what was sent before."""

from __future__ import annotations

import pytest

from broadsheet.formats.item import Item, Subject
from broadsheet.wire.intake.corrections import is_correction


@pytest.mark.parametrize(
    "item",
    [
        Item("a", extra={"signals": [{"qcode": "sig:correction"}]}),
        Item("a", extra={"itemMeta": {"signal": ["http://cv.example/signal/correction"]}}),
        Item("a", genre=(Subject("Correction"),)),
        Item("a", genre=(Subject("", uri="http://cv.example/genre/corrective"),)),
        Item("a", headline="CORRECTION: Ferry held"),
        Item("a", headline="/CORRECTED/ Ferry held"),
        Item("a", slugline="correction-ferry"),
        Item("a", ednote="Corrects the name in paragraph 2"),
        Item("a", headline="更正：渡轮滞留"),
        Item("a", headline="訂正　フェリー"),
        Item("a", headline="تصحيح: العبّارة"),
        Item("a", headline="RECTIFICATIF - Le ferry"),
    ],
)
def test_marked_as_a_correction(item: Item) -> None:
    assert is_correction(item)


@pytest.mark.parametrize(
    "item",
    [
        Item("a", headline="Ferry held"),
        Item("a", headline="Correctional officers on strike"),
        Item("a", headline="A correction on the markets"),
        Item("a", extra={"signals": [{"qcode": "sig:update"}], "note": "correction"}),
        Item("a", genre=(Subject("Feature"),)),
    ],
)
def test_not_marked(item: Item) -> None:
    assert not is_correction(item)
