"""A delivery that keeps failing, kills who reads it, or meets no database: the others go on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.wire.intake import (
    provider_named,
    receive,
    receive_and_read,
    take_in,
    take_in_waiting,
    waiting,
)
from broadsheet.wire.models import Channel, Delivery, WireItem
from tests.factories.wire import ninjs
from tests.wire.intake.hearing import listening

pytestmark = pytest.mark.django_db
PAUSE = timedelta(hours=1)


@pytest.fixture(autouse=True)
def long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours for seconds: however slow the machine, nothing is due before `time_passes`."""
    monkeypatch.setattr(waiting, "FIRST_PAUSE", PAUSE)


@pytest.fixture
def channel() -> Channel:
    return Channel.objects.create(provider=provider_named("Tide Wire"), kind="push")


def deliver(channel: Channel, *names: str) -> list[Delivery]:
    return [receive(channel.provider, name, ninjs(guid=name), channel) for name in names]


def time_passes() -> None:
    """All that is put off is due."""
    Delivery.objects.filter(next_at__isnull=False).update(next_at=timezone.now())


def standing(*fields: str) -> list[Any]:
    return list(Delivery.objects.order_by("pk").values_list(*fields, flat=len(fields) == 1))


def at(name: str, do: Callable[[Any], Any]) -> Callable[..., None]:
    """A listener that does something at one item."""

    def hear(received: Any, **_: Any) -> None:
        if received.row.guid == name:
            do(received)

    return hear


def fail(_: Any) -> None:
    raise OperationalError("out of memory\0")


def die(_: Any) -> None:
    raise KeyboardInterrupt


def test_one_that_fails_is_tried_ever_later_and_then_rejected(channel: Channel) -> None:
    deliver(channel, "a", "b", "c")
    with listening(at("a", fail)):
        assert take_in_waiting() == 3
        assert standing("state", "tries") == [("received", 1), ("read", 1), ("read", 1)]
        assert "out of memory" in standing("error")[0]
        assert take_in_waiting() == 0
        pauses = []
        for tries in range(2, waiting.MOST_TRIES + 1):
            pauses.append(standing("next_at")[0] - timezone.now())
            time_passes()
            assert take_in_waiting() == 1
            assert standing("tries")[0] == tries
        assert [round(pause / PAUSE) for pause in pauses] == [1, 6, 36, 216]
        state, error = standing("state", "error")[0]
        assert state == "rejected"
        assert "5 times" in error
        assert "out of memory" in error
        time_passes()
        assert take_in_waiting() == 0
    # Whoever deals with it takes it in once more.
    assert len(take_in(Delivery.objects.get(name="a"))) == 1
    assert standing("state", "error")[0] == ("read", "")


@pytest.mark.django_db(transaction=True)
def test_one_that_fails_when_it_is_committed_holds_up_no_other(channel: Channel) -> None:
    def point_nowhere(received: Any) -> None:
        WireItem.objects.filter(pk=received.row.pk).update(delivery=10**9)

    deliver(channel, "a", "b")
    with listening(at("a", point_nowhere)):
        assert take_in_waiting() == 2
    assert standing("state") == ["received", "read"]
    assert "IntegrityError" in standing("error")[0]


def test_one_that_kills_its_reader_is_set_apart_and_the_others_are_read(channel: Channel) -> None:
    deliver(channel, *"abcd")
    with listening(at("b", die)):
        with pytest.raises(KeyboardInterrupt):
            take_in_waiting()
        # The neighbours that were counted with it wait, what comes later doesn't.
        deliver(channel, "e")
        assert take_in_waiting() == 1
        deaths = 1
        while "received" in standing("state"):
            time_passes()
            try:
                take_in_waiting()
            except KeyboardInterrupt:
                deaths += 1
        assert deaths == waiting.MOST_TRIES
    assert standing("state") == ["read", "rejected", "read", "read", "read"]
    assert max(tries for name, tries in standing("name", "tries") if name != "b") == 2
    assert "too much memory" in Delivery.objects.get(name="b").error


def test_a_dropped_file_that_kills_its_reader_is_set_apart_too(channel: Channel) -> None:
    def drop() -> Delivery:
        return receive_and_read(channel.provider, "a", ninjs(guid="a"), channel)

    with listening(at("a", die)):
        for tries in range(1, waiting.MOST_TRIES + 1):
            with pytest.raises(KeyboardInterrupt):
                drop()
            assert standing("tries") == [tries]
            assert drop().state == "received"
            time_passes()
        assert drop().state == "rejected"


@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_costs_no_delivery_a_try(channel: Channel) -> None:
    deliver(channel, *"abc")
    is_away = False

    def go_away(_: Any) -> None:
        nonlocal is_away
        is_away = True

    def answer(execute: Any, *asked: Any) -> Any:
        if is_away:
            raise OperationalError("the connection is closed")
        return execute(*asked)

    with listening(at("b", go_away)), connection.execute_wrapper(answer):
        for _ in range(waiting.MOST_TRIES + 1):
            with pytest.raises(OperationalError):
                take_in_waiting()
            with pytest.raises(OperationalError):
                take_in_waiting()
            is_away = False
    assert standing("state", "tries")[0] == ("read", 1)
    assert take_in_waiting() == 2
    assert standing("state", "tries") == [("read", 1)] * 3


def test_what_time_does_not_suffice_for_is_not_begun(channel: Channel) -> None:
    deliver(channel, *"abc")
    assert take_in_waiting(seconds=0) == 1
    assert standing("state", "tries") == [("read", 1), ("received", 0), ("received", 0)]
    assert take_in_waiting() == 2


def test_many_deliveries_are_counted_at_once(channel: Channel) -> None:
    deliver(channel, *(str(number) for number in range(45)))
    with CaptureQueriesContext(connection) as asked:
        assert take_in_waiting(seconds=60) == 45
    counting = [
        one["sql"]
        for one in asked
        if one["sql"].startswith("UPDATE") and '"tries"' in one["sql"].partition("WHERE")[0]
    ]
    assert len(counting) == 3
