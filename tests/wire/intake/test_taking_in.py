"""What channels delivered: read, kept, told; what fails holds up nothing."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import OperationalError
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from broadsheet import formats
from broadsheet.wire.intake import (
    Received,
    provider_named,
    receive,
    take_in,
    take_in_waiting,
    taking_in,
)
from broadsheet.wire.models import Channel, Delivery, Dispatch, Provider, WireItem
from tests.factories.text_wire import iptc
from tests.factories.wire import GUID, ninjs
from tests.wire.intake.hearing import listening

pytestmark = pytest.mark.django_db


def deliver(content: bytes) -> Delivery:
    return receive(provider_named("Tide Wire"), "item.json", content)


def several(*names: str) -> bytes:
    return b"[%s]" % b",".join(ninjs(guid=f"{GUID}-{name}") for name in names)


def test_who_listens_hears_of_every_item_and_of_repetitions() -> None:
    heard: list[Received] = []

    def hear(received: Received, **_: Any) -> None:
        heard.append(received)

    with listening(hear):
        kept = take_in(deliver(several("a", "b")))
        take_in(deliver(several("a", "b")))
    assert heard[:2] == kept
    assert [str(one.arrival) for one in heard] == ["new", "new", "repeated", "repeated"]
    assert heard[0].dispatch == Dispatch.objects.get(guid=f"{GUID}-a")
    assert heard[0].rules


def test_an_item_that_somebody_trips_over_is_not_kept_and_the_others_are() -> None:
    def trip(received: Received, **_: Any) -> None:
        if received.row.guid.endswith("b"):
            raise RuntimeError("the rule is broken")

    delivery = deliver(several("a", "b", "c"))
    with listening(trip):
        assert len(take_in(delivery)) == 2
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("read", f"{GUID}-b: the rule is broken")
    assert WireItem.objects.count() == Dispatch.objects.count() == 2
    take_in(delivery)
    delivery.refresh_from_db()
    assert (delivery.error, WireItem.objects.count()) == ("", 3)


def test_what_is_done_about_the_others_is_done_once() -> None:
    def follow(received: Received, **_: Any) -> None:
        Provider.objects.filter(name=received.row.guid[-1]).update(warn_after=F("warn_after") + 1)
        if received.row.guid.endswith("b"):
            raise RuntimeError("the rule is broken")

    for name in "abc":
        Provider.objects.create(name=name, slug=name, warn_after=0)
    with listening(follow):
        take_in(deliver(several("a", "b", "c")))
    done = Provider.objects.filter(name__in="abc").values_list("name", "warn_after")
    assert dict(done) == {"a": 1, "b": 0, "c": 1}


def test_a_delivery_that_breaks_its_reader_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: Any, **__: Any) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(formats, "read", fall)
    delivery = deliver(ninjs())
    assert take_in(delivery) == []
    delivery.refresh_from_db()
    assert (delivery.state, "too deep" in delivery.error) == ("rejected", True)


def test_what_channels_delivered_is_read_in_its_order_and_what_people_deliver_is_not() -> None:
    provider = provider_named("Tide Wire")
    channel = Channel.objects.create(provider=provider, kind="push")
    for version in ("2", "1"):
        receive(provider, "push", ninjs(version), channel)
    mine = deliver(ninjs("3"))
    assert take_in_waiting() == 2
    mine.refresh_from_db()
    assert mine.state == "received"
    assert [one.version for one in WireItem.objects.order_by("pk")] == ["2", "1"]
    channel.refresh_from_db()
    assert channel.last_item_at is not None
    assert take_in_waiting() == 0


def test_nothing_is_read_from_an_agency_that_is_off() -> None:
    provider = provider_named("Tide Wire")
    channel = Channel.objects.create(provider=provider, kind="push")
    receive(provider, "push", ninjs(), channel)
    provider.active = False
    provider.save()
    assert take_in_waiting() == 0


def test_a_long_delivery_is_taken_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking_in, "LONGEST_TRANSACTION", 0.0)
    for _ in range(2):
        assert len(take_in(deliver(several(*"abcdefg")))) == 7
    assert WireItem.objects.count() == 7


def test_a_database_in_trouble_is_no_fault_of_the_item() -> None:
    def busy(**_: Any) -> None:
        raise OperationalError("database is locked")

    delivery = deliver(ninjs())
    with listening(busy), pytest.raises(OperationalError):
        take_in(delivery)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("received", "")
    assert not WireItem.objects.exists()


def packed(**files: bytes) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_packed_deliveries_are_read_whole() -> None:
    assert len(take_in(deliver(gzip.compress(several("a", "b"))))) == 2
    picture = b"\xff\xd8\xff\xe0"
    delivery = deliver(packed(one=ninjs(guid="c"), two=ninjs(guid="d"), quay=picture))
    assert [one.item.guid for one in take_in(delivery)] == ["c", "d"]
    assert delivery.error == ""


def test_what_is_broken_in_an_archive_is_told_and_the_rest_is_read() -> None:
    delivery = deliver(packed(sound=ninjs(), broken=b"{"))
    assert len(take_in(delivery)) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error.startswith("item.json/broken: ")) == ("read", True)


def test_an_archive_with_nothing_that_can_be_read_is_rejected() -> None:
    delivery = deliver(packed(broken=b"{", worse=b"?"))
    assert take_in(delivery) == []
    delivery.refresh_from_db()
    assert (delivery.state, "broken" in delivery.error) == ("rejected", True)


def test_a_process_that_dies_half_way_leaves_the_delivery_waiting() -> None:
    def die(received: Received, **_: Any) -> None:
        if received.row.guid.endswith("b"):
            raise KeyboardInterrupt

    delivery = deliver(several("a", "b"))
    with listening(die), pytest.raises(KeyboardInterrupt):
        take_in(delivery)
    delivery.refresh_from_db()
    assert delivery.state == "received"
    assert len(take_in(delivery)) == 2
    assert Dispatch.objects.count() == WireItem.objects.count() == 2


def test_an_ordinary_item_costs_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    take_in(deliver(ninjs(guid="before")))
    with django_assert_max_num_queries(11):  # two of them begin and end what belongs together
        take_in(deliver(ninjs(guid="after")))


def test_a_message_is_taken_in_as_far_as_it_can_be_read() -> None:
    """A kill must get through, whatever its neighbours are."""
    kill = ninjs(guid=f"{GUID}-b", pubstatus="canceled")
    delivery = deliver(b'[{"headline": "x", "body_text": "y"}, %s]' % kill)
    assert [one.item.pubstatus for one in take_in(delivery)] == ["canceled"]
    delivery.refresh_from_db()
    assert delivery.state == "read"
    assert delivery.error.startswith("The item has no “uri”")
    assert "([0])" in delivery.error
    assert [one.arrival for one in take_in(delivery)] == ["repeated"]
    delivery.refresh_from_db()
    assert "([0])" in delivery.error


def test_members_of_files_in_an_archive_are_named_with_their_file() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("a.json", b"[7, %s]" % ninjs())
        archive.writestr("b.json", b"[7]")
    delivery = deliver(packed.getvalue())
    assert len(take_in(delivery)) == 1
    first, second = delivery.error.splitlines()
    assert "a.json: " in first
    assert "b.json: " in second


def test_text_is_in_the_encoding_of_its_agency() -> None:
    words = "渡轮恢复通航，港口重新开放"
    content = iptc("hill0001", datetime(2031, 5, 5, 8, tzinfo=UTC), words).decode().encode("gbk")
    delivery = deliver(content)
    assert take_in(delivery) == []
    Provider.objects.update(encoding="GB18030")
    delivery = Delivery.objects.select_related("provider").get()
    assert [one.item.headline for one in take_in(delivery)] == [words]


def test_what_a_content_type_said_is_kept_with_the_delivery() -> None:
    words = "Паром снова ходит"
    content = iptc("hill0001", datetime(2031, 5, 5, 8, tzinfo=UTC), words).decode().encode("koi8-r")
    receive(provider_named("Tide Wire"), "push", content, charset="koi8-r")
    delivery = Delivery.objects.select_related("provider").get()
    assert [one.item.headline for one in take_in(delivery)] == [words]
    packed = receive(provider_named("Tide Wire"), "push", gzip.compress(content), charset="koi8-r")
    assert take_in(packed) == []
    odd = receive(provider_named("Tide Wire"), "push", b"x", charset="\0" * 50)
    assert odd.charset == ""
