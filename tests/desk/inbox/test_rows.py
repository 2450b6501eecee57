"""Rows: groups are folded, what calls for attention is not, and a stamp tells of each change."""

from __future__ import annotations

import pytest
from django.utils import timezone

from broadsheet.desk.inbox.rows import Row, rows_of
from broadsheet.wire.models import Dispatch
from tests.factories.dispatches import make_dispatches, make_provider

pytestmark = pytest.mark.django_db


def newest() -> list[Dispatch]:
    return list(Dispatch.objects.select_related("provider").order_by("-arrived_at", "-pk"))


def test_those_that_tell_the_same_are_one_row() -> None:
    first, second, third = make_dispatches(
        make_provider(), 3, cluster=lambda n: 7 if n > 1 else None
    )
    (elsewhere,) = make_dispatches(make_provider("Gull Agency"), 1, cluster=7)
    rows = rows_of([third, second, first])
    assert [row.dispatch.pk for row in rows] == [third.pk, first.pk]
    assert [one.pk for one in rows[0].alike] == [second.pk, elsewhere.pk]
    assert rows[1].alike == []


def test_an_alarm_is_never_folded_away() -> None:
    make_dispatches(make_provider(), 2, cluster=7, alarm=lambda n: "kill" if n == 1 else "")
    assert len(rows_of(newest())) == 2
    Dispatch.objects.update(nodded_at=timezone.now())
    assert len(rows_of(newest())) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"state": "taken"},
        {"read_at": timezone.now()},
        {"alarm": "kill"},
        {"nodded_at": timezone.now()},
        {"versions": 2},
    ],
)
def test_the_stamp_changes_with_what_the_row_shows(change: dict[str, object]) -> None:
    (one,) = make_dispatches(make_provider(), 1)
    before = Row(one).stamp
    assert Row(Dispatch.objects.get()).stamp == before
    Dispatch.objects.update(**change)
    assert Row(Dispatch.objects.get()).stamp != before


def test_a_list_asks_as_much_for_many_rows_as_for_few(
    django_assert_num_queries: object,
) -> None:
    make_dispatches(make_provider(), 40, cluster=lambda n: n // 3 or None)
    found = newest()
    with django_assert_num_queries(2):  # type: ignore[operator]
        rows_of(found)
