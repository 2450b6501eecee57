"""Rows: groups are folded, what calls for attention is not, and a stamp tells of each change."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from broadsheet.desk.inbox import lines
from broadsheet.desk.inbox.lines import rendered
from broadsheet.desk.inbox.rows import Row, rows_of
from broadsheet.wire.models import Dispatch
from tests.factories import UserFactory
from tests.factories.dispatches import make_dispatches, make_provider

pytestmark = pytest.mark.django_db


def newest() -> list[Dispatch]:
    return list(Dispatch.objects.select_related("provider").order_by("-arrived_at", "-pk"))


def test_those_that_tell_the_same_are_one_row() -> None:
    first, second, third = make_dispatches(
        make_provider(), 3, cluster=lambda n: 7 if n > 1 else None
    )
    (elsewhere,) = make_dispatches(make_provider("Gull Agency"), 1, cluster=7)
    (rows,) = rows_of([third, second, first])
    assert [row.dispatch.pk for row in rows] == [third.pk, first.pk]
    assert [one.pk for one in rows[0].alike] == [second.pk, elsewhere.pk]
    assert rows[1].alike == []


def test_an_alarm_is_never_folded_away() -> None:
    make_dispatches(make_provider(), 2, cluster=7, alarm=lambda n: "kill" if n == 1 else "")
    assert len(rows_of(newest())[0]) == 2
    Dispatch.objects.update(nodded_at=timezone.now())
    assert len(rows_of(newest())[0]) == 1


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


def test_a_group_is_folded_in_each_list_for_itself() -> None:
    here = make_dispatches(make_provider(), 2, cluster=7)
    there = make_dispatches(make_provider("Gull Agency"), 1, cluster=7)
    mine, others = rows_of(here, there)
    assert [row.dispatch.pk for row in mine] == [here[0].pk]
    assert [row.dispatch.pk for row in others] == [there[0].pk]
    assert {one.pk for one in others[0].alike} == {one.pk for one in here}


def test_lists_ask_as_much_for_many_rows_as_for_few(
    django_assert_num_queries: object,
) -> None:
    provider, user = make_provider(), UserFactory()
    make_dispatches(provider, 40, cluster=lambda n: n // 3 or None, taken_by=user)
    few, many = newest()[:2], newest()[2:]
    # Groups, agencies, people, stories.
    with django_assert_num_queries(4):  # type: ignore[operator]
        rows = rows_of(few, many)
        assert {row.dispatch.provider for each in rows for row in each} == {provider}
        assert {one.taken_by for each in rows for row in each for one in row.alike} == {user}


def test_what_is_remembered_of_a_row_is_what_it_shows_now() -> None:
    provider = make_provider()
    make_dispatches(provider, 1, urgency=2, versions=3)

    def shown(*, with_provider: bool = True) -> str:
        ((row,),) = rows_of(newest())
        return rendered(row, with_provider=with_provider)

    first = shown()
    assert shown() is first
    assert "3 versions" in first
    assert f"<bdi>{provider.name}</bdi>" in first
    assert f"<bdi>{provider.name}</bdi>" not in shown(with_provider=False)
    with translation.override("ja"):
        assert "月" in shown()
    with timezone.override("Asia/Tokyo"):
        assert shown() != first
    Dispatch.objects.update(headline="Ferries & trams run again")
    assert "Ferries &amp; trams run again" in shown()
    provider.name = "Gull & Sons"
    provider.save()
    assert "Gull &amp; Sons" in shown()


def test_what_is_remembered_of_a_row_is_in_the_language_of_who_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # All that the line itself says is alike in both, as a headline is.
    monkeypatch.setattr(lines, "day_and_time", lambda *_, **__: "now")
    monkeypatch.setattr(lines, "render_to_string", lambda *_: translation.get_language())
    make_dispatches(make_provider(), 1)
    ((row,),) = rows_of(newest())
    for language in ("en", "ja"):
        with translation.override(language):
            assert rendered(row, with_provider=True) == language
