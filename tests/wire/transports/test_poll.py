"""Addresses that are asked again and again."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from broadsheet.wire.models import Channel, Delivery
from broadsheet.wire.transports.noting import LONGEST_PAUSE
from broadsheet.wire.transports.poll import Poller, due
from tests.factories.wire import ninjs
from tests.wire.transports.agency import Agency, Reply

pytestmark = [pytest.mark.django_db, pytest.mark.network]


def poll(channel: Channel) -> Channel:
    """Ask the channel's address now, and wait for what comes of it."""
    Channel.objects.filter(pk=channel.pk).update(next_at=None)
    poller = Poller()
    try:
        poller.look()
        until = time.monotonic() + 5
        while poller._asked and time.monotonic() < until:
            time.sleep(0.01)
            poller.look()
    finally:
        poller.close()
    channel.refresh_from_db()
    return channel


def pause_of(channel: Channel) -> float:
    assert channel.next_at is not None
    return (channel.next_at - timezone.now()).total_seconds()


def test_what_an_address_says_is_kept_whole(polled: Channel, agency: Agency) -> None:
    agency.replies["/wire"] = Reply(ninjs())
    channel = poll(polled)
    delivery = Delivery.objects.get()
    assert (bytes(delivery.content), delivery.state) == (ninjs(), "received")
    assert (delivery.channel, delivery.name) == (channel, "127.0.0.1/wire")
    assert 55 < pause_of(channel) <= 60


def test_only_changes_are_asked_for(polled: Channel, agency: Agency) -> None:
    agency.replies["/wire"] = Reply(ninjs(), headers={"ETag": '"7"', "Last-Modified": "Mon"})
    channel = poll(polled)
    agency.replies["/wire"] = Reply(status=304)
    channel = poll(channel)
    headers = agency.asked[1][1]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"7"', "Mon")
    assert (channel.etag, channel.failures, channel.last_error) == ('"7"', 0, "")
    assert Delivery.objects.count() == 1


def test_the_same_bytes_again_are_the_same_delivery(polled: Channel, agency: Agency) -> None:
    agency.replies["/wire"] = Reply(ninjs())
    poll(poll(polled))
    assert Delivery.objects.count() == 1


def test_failures_are_said_and_tried_again_ever_later(polled: Channel, agency: Agency) -> None:
    agency.replies["/wire"] = Reply(status=500)
    pauses = [pause_of(poll(polled)) for _ in range(8)]
    assert [round(pause, -1) for pause in pauses[:4]] == [60, 120, 240, 480]
    assert max(pauses) <= LONGEST_PAUSE.total_seconds()
    assert "500" in polled.last_error
    agency.replies["/wire"] = Reply(ninjs())
    channel = poll(polled)
    assert (channel.failures, channel.last_error) == (0, "")
    assert pause_of(channel) <= 60


@pytest.mark.parametrize(
    ("wish", "seconds"), [("900", 900), ("2000000", 86400), ("5", 60), ("soon", 60), ("", 60)]
)
def test_the_senders_wish_is_heeded(
    polled: Channel, agency: Agency, wish: str, seconds: int
) -> None:
    agency.replies["/wire"] = Reply(status=503, headers={"Retry-After": wish})
    assert pause_of(poll(polled)) == pytest.approx(seconds, abs=5)


def test_the_senders_wish_may_be_a_date(polled: Channel, agency: Agency) -> None:
    when = timezone.now() + timedelta(minutes=20)
    agency.replies["/wire"] = Reply(
        status=429, headers={"Retry-After": when.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    )
    assert pause_of(poll(polled)) == pytest.approx(1200, abs=5)


def test_an_empty_answer_is_a_failure(polled: Channel, agency: Agency) -> None:
    agency.replies["/wire"] = Reply(b" \n", headers={"ETag": '"1"'})
    channel = poll(polled)
    assert (channel.last_error, channel.etag) == ("the answer is empty", "")
    assert not Delivery.objects.exists()


def test_an_address_in_a_private_network_is_refused_unless_allowed(
    polled: Channel, agency: Agency
) -> None:
    polled.allow_private = False
    polled.save()
    assert "private network" in poll(polled).last_error
    assert agency.asked == []


def test_credentials_and_queries_stand_in_no_record(polled: Channel, agency: Agency) -> None:
    polled.address = f"http://desk:pier@127.0.0.1:{agency.port}/wire?key=secret"
    polled.save()
    agency.replies["/wire?key=secret"] = Reply(ninjs())
    poll(polled)
    assert Delivery.objects.get().name == "127.0.0.1/wire"


def test_who_is_not_active_or_not_due_is_not_asked(polled: Channel) -> None:
    assert list(due()) == [polled]
    for change in ({"active": False}, {"next_at": timezone.now() + timedelta(seconds=9)}):
        Channel.objects.filter(pk=polled.pk).update(active=True, next_at=None)
        Channel.objects.filter(pk=polled.pk).update(**change)
        assert not due().exists()
    Channel.objects.filter(pk=polled.pk).update(active=True, next_at=None)
    polled.provider.active = False
    polled.provider.save()
    assert not due().exists()


def test_a_slow_agency_holds_up_no_other(polled: Channel, agency: Agency) -> None:
    agency.replies["/wire"] = Reply(b"x" * 200, drip=0.05)
    agency.replies["/quick"] = Reply(ninjs())
    Channel.objects.create(
        provider=polled.provider, kind="poll", address=agency.url("/quick"), allow_private=True
    )
    poller = Poller()
    began = time.monotonic()
    while not Delivery.objects.exists() and time.monotonic() - began < 8:
        poller.look()
        time.sleep(0.02)
    poller.close()
    assert time.monotonic() - began < 8, "the slow one takes ten seconds"


def test_the_charset_of_an_answer_is_kept_with_it(polled: Channel, agency: Agency) -> None:
    for said, kept in (
        ("text/plain; charset=KOI8-R", "koi8-r"),
        ('text/plain; charset="gbk"', "gbk"),
        ("text/plain", ""),
    ):
        agency.replies["/wire"] = Reply(ninjs(guid=said), headers={"Content-Type": said})
        poll(polled)
        assert Delivery.objects.latest("pk").charset == kept
