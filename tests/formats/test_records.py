"""Records are frozen dataclasses in everything but the time that they take to make."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field
from typing import Any

import pytest

from broadsheet.formats.item import Item, Subject
from broadsheet.formats.records import record


@record
class Parcel:
    """One that must say what it is, and may say more."""

    name: str
    weight: int = 3
    labels: dict[str, Any] = field(default_factory=dict)


def test_fields_come_by_place_and_by_name() -> None:
    assert (Parcel("a").weight, Parcel("a", 4).weight, Parcel(name="a", weight=5).weight) == (
        3,
        4,
        5,
    )


def test_what_is_not_given_is_made_anew() -> None:
    first, second = Parcel("a"), Parcel("a")
    assert first.labels == {}
    assert first.labels is not second.labels


def test_a_field_without_default_must_be_given() -> None:
    with pytest.raises(TypeError, match="name"):
        Parcel()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="colour"):
        Parcel("a", colour="red")  # type: ignore[call-arg]


def test_nothing_changes_afterwards() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Parcel("a").name = "b"  # type: ignore[misc]


def test_it_is_copied_replaced_and_compared_like_any_other() -> None:
    item = Item(guid="a", subjects=(Subject("b"),))
    assert copy.deepcopy(item) == pickle.loads(pickle.dumps(item)) == item
    assert dataclasses.replace(item, guid="c").subjects == item.subjects
    assert dataclasses.replace(item, guid="c") != item
