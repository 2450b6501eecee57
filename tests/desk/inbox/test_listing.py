"""Pages of the inbox: what they hold, where they go on, and that an index brings them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.desk.inbox import listing
from broadsheet.desk.inbox.asked import Asked
from broadsheet.desk.inbox.listing import listed, read_cursor, write_cursor
from broadsheet.desk.wire_words import index
from broadsheet.wire.models import Dispatch, Provider
from tests.factories import UserFactory
from tests.factories.dispatches import FIRST, make_dispatches, make_provider
from tests.plans import plan_of, reads_everything, sorts

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return UserFactory()


@pytest.fixture
def provider() -> Provider:
    return make_provider()


def headlines(asked: Asked, user: User, **options: Any) -> list[str]:
    return [one.headline.split()[1] for one in listed(asked, user, **options).dispatches]


def test_the_newest_come_first_and_the_next_page_goes_on(user: User, provider: Provider) -> None:
    make_dispatches(provider, 5)
    first = listed(Asked(), user, length=2)
    assert [one.headline for one in first.dispatches] == [
        "Item 5 of Tide Wire",
        "Item 4 of Tide Wire",
    ]
    second = listed(Asked(), user, first.older, length=2)
    last = listed(Asked(), user, second.older, length=2)
    assert [len(page.dispatches) for page in (second, last)] == [2, 1]
    assert last.older == ""


def test_items_of_one_moment_are_neither_lost_nor_shown_twice(
    user: User, provider: Provider
) -> None:
    made = make_dispatches(provider, 7, arrived_at=FIRST)
    found, cursor = [], ""
    for _ in range(4):
        page = listed(Asked(), user, cursor, length=2)
        found += [one.pk for one in page.dispatches]
        cursor = page.older
    assert found == sorted((one.pk for one in made), reverse=True)


def test_an_item_that_comes_while_somebody_pages_moves_nothing(
    user: User, provider: Provider
) -> None:
    make_dispatches(provider, 4)
    older = listed(Asked(), user, length=2).older
    make_dispatches(provider, 3)
    assert headlines(Asked(), user, before=older, length=2) == ["2", "1"]


def test_a_cursor_is_read_back_and_anything_else_is_none() -> None:
    moment = FIRST + timedelta(microseconds=123457)
    assert read_cursor(write_cursor((moment, 17))) == (moment, 17)
    for text in ("", "-", "12", "a-b", "-1-2", "9" * 30 + "-1", "1-" + "9" * 30):
        assert read_cursor(text) is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(), ["6", "5", "4", "3", "1"]),
        (Asked(state="dropped"), ["2"]),
        (Asked(state="taken"), ["3"]),
        (Asked(urgency=1), ["5"]),
        (Asked(urgency=3), ["6", "5"]),
        (Asked(language="ar"), ["4"]),
        (Asked(type="picture"), ["1"]),
        (Asked(type="text", urgency=3), ["6", "5"]),
        (Asked(unread=True), ["6", "5", "4", "1"]),
        (Asked(mine=True), ["3"]),
        (Asked(alarms=True), ["2"]),
        (Asked(alarms=True, language="ar"), []),
        (Asked(q="item 4"), ["4"]),
        (Asked(q="ITEM tide"), ["6", "5", "4", "3", "1"]),
        (Asked(q="ferry-slug"), ["6"]),
        (Asked(q="tag:tide-wire,5"), ["5"]),
        (Asked(q="zeppelin"), []),
    ],
)
def test_filters(user: User, provider: Provider, asked: Asked, found: list[str]) -> None:
    _mixed(provider, user)
    assert headlines(asked, user) == found
    assert headlines(Asked(**{**vars(asked), "provider": provider.pk}), user) == found
    other = make_provider("Gull Agency")
    assert headlines(Asked(**{**vars(asked), "provider": other.pk}), user) == []


def _mixed(provider: Provider, user: User) -> None:
    make_dispatches(provider, 6)
    rows = {int(one.headline.split()[1]): one for one in Dispatch.objects.all()}
    changes: dict[int, dict[str, Any]] = {
        1: {"type": "picture"},
        2: {"state": "dropped", "alarm": "kill", "read_at": FIRST},
        3: {"state": "taken", "taken_by": user, "taken_at": FIRST, "read_at": FIRST},
        4: {"language": "ar"},
        5: {"urgency": 1},
        6: {"urgency": 3, "slugline": "FERRY-SLUG-9"},
    }
    for number, fields in changes.items():
        Dispatch.objects.filter(pk=rows[number].pk).update(**fields)
    index([(rows[6].head_id, {**rows[6].head.item, **changes[6]})])


def test_a_nod_lets_an_alarm_rest(user: User, provider: Provider) -> None:
    make_dispatches(provider, 2, alarm="kill", nodded_at=lambda one: FIRST if one == 1 else None)
    assert headlines(Asked(alarms=True), user) == ["2"]


def test_what_i_took_last_comes_first(user: User, provider: Provider) -> None:
    make_dispatches(
        provider,
        5,
        state="taken",
        taken_by=lambda number: user if number < 4 else None,
        taken_at=lambda number: FIRST - timedelta(minutes=number),
    )
    page = listed(Asked(mine=True), user, length=2)
    assert [one.headline.split()[1] for one in page.dispatches] == ["1", "2"]
    assert headlines(Asked(mine=True), user, before=page.older) == ["3"]


def test_a_search_looks_so_far_and_says_so(
    user: User, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "WINDOW", 10)
    make_dispatches(provider, 25, urgency=lambda number: 2 if number in {3, 16, 25} else 5)
    pages = [listed(Asked(urgency=3), user)]
    while pages[-1].older:
        pages.append(listed(Asked(urgency=3), user, pages[-1].older))
    assert [page.is_cut for page in pages] == [True, True, False]
    found = [[one.headline.split()[1] for one in page.dispatches] for page in pages]
    assert found == [["25", "16"], [], ["3"]]


QUESTIONS = [
    Asked(),
    *(Asked(state=state) for state in Dispatch.State.values),
    Asked(urgency=1),
    Asked(urgency=3),
    Asked(language="ar"),
    Asked(type="picture"),
    Asked(type="text"),
    Asked(unread=True),
    Asked(mine=True),
    Asked(alarms=True),
    Asked(mine=True, language="ar"),
    Asked(alarms=True, type="text"),
]


@pytest.mark.parametrize("with_provider", [False, True])
@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.query or "all")
def test_every_page_walks_an_index(
    user: User, provider: Provider, asked: Asked, with_provider: bool
) -> None:
    make_dispatches(provider, 400, language=lambda number: "ar" if number % 9 == 0 else "en")
    if with_provider:
        asked = Asked(**{**vars(asked), "provider": provider.pk})
    older = write_cursor((FIRST + timedelta(minutes=300), 10))
    for before in ("", older):
        with CaptureQueriesContext(connection) as queries:
            listed(asked, user, before)
        for query in queries:
            plan = plan_of(query["sql"])
            assert "wire_dispatch_" in plan, f"{plan}\n{query['sql']}"
            assert not reads_everything(plan, "wire_dispatch"), f"{plan}\n{query['sql']}"
            # What one person has taken is in order by time; rows of one moment are put in order.
            assert asked.mine or not sorts(plan), f"{plan}\n{query['sql']}"


@pytest.mark.parametrize("filters", [{}, {"language": "ar", "unread": True, "state": "new"}])
def test_a_search_asks_the_index_of_words(
    user: User, provider: Provider, filters: dict[str, Any]
) -> None:
    made = make_dispatches(provider, 400)
    for before in ("", write_cursor((FIRST, made[300].head_id))):
        with CaptureQueriesContext(connection) as queries:
            listed(Asked(q="item", **filters), user, before)
        words, dispatches = (plan_of(query["sql"]) for query in queries)
        assert "desk_wirewords" in words
        assert not sorts(words)
        assert "head_id" in dispatches
        assert not reads_everything(dispatches, "wire_dispatch")


def test_a_search_goes_on_where_it_ended(
    user: User, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SOME", 2)
    monkeypatch.setattr(listing, "WINDOW", 6)
    make_dispatches(provider, 9, urgency=lambda number: 2 if number in {1, 2, 9} else 5)
    pages = [listed(Asked(q="item", urgency=3), user, length=2)]
    while pages[-1].older:
        pages.append(listed(Asked(q="item", urgency=3), user, pages[-1].older, length=2))
    found = [[one.headline.split()[1] for one in page.dispatches] for page in pages]
    assert (found, [page.is_cut for page in pages]) == ([["9"], ["2", "1"]], [True, False])
    every = listed(Asked(q="item"), user, length=4)
    assert len(every.dispatches) == 4
    assert headlines(Asked(q="item"), user, before=every.older) == ["5", "4", "3", "2", "1"]


def test_a_query_without_an_index_would_be_noticed(provider: Provider) -> None:
    make_dispatches(provider, 400)
    with CaptureQueriesContext(connection) as queries:
        list(Dispatch.objects.filter(place="Hask").order_by("words"))
    plan = plan_of(queries[0]["sql"])
    assert reads_everything(plan, "wire_dispatch")
    assert sorts(plan)
