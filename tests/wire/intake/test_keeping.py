"""Deliveries and the record of versions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from broadsheet import formats
from broadsheet.wire.intake import Arrival, finish, keep, provider_named, read, receive
from broadsheet.wire.models import Delivery, Dispatch, Provider, WireItem
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db


def arrivals(*contents: bytes) -> list[Arrival]:
    provider = provider_named("Tide Wire")
    found = []
    for content in contents:
        delivery = receive(provider, "item.json", content)
        found += [keep(delivery, item).arrival for item in read(delivery)]
    return found


def test_repeated_delivery_changes_nothing() -> None:
    assert arrivals(ninjs(), ninjs(), ninjs()) == [Arrival.NEW, Arrival.REPEATED, Arrival.REPEATED]
    assert (Delivery.objects.count(), WireItem.objects.count()) == (1, 1)


def test_the_same_item_in_another_file_is_a_repetition() -> None:
    assert arrivals(ninjs(), b" " + ninjs()) == [Arrival.NEW, Arrival.REPEATED]
    assert (Delivery.objects.count(), WireItem.objects.count()) == (2, 1)


def test_newer_and_late_versions() -> None:
    assert arrivals(ninjs("2"), ninjs("9"), ninjs("3")) == [
        Arrival.NEW,
        Arrival.NEWER,
        Arrival.LATE,
    ]


@pytest.mark.parametrize(("older", "newer"), [("9", "10"), ("009", "10"), ("9" * 40, "1" * 41)])
def test_versions_compare_as_numbers(older: str, newer: str) -> None:
    assert arrivals(ninjs(older), ninjs(newer)) == [Arrival.NEW, Arrival.NEWER]


def test_versions_too_long_for_the_record_stay_apart() -> None:
    first, second = ninjs("9" * 4000), ninjs("9" * 4001)
    assert arrivals(first, second, first)[::2] == [Arrival.NEW, Arrival.REPEATED]
    assert WireItem.objects.count() == 2


def test_without_versions_the_time_decides() -> None:
    def at(second: int) -> bytes:
        return ninjs(versioncreated=f"2026-03-01T12:00:{second:02}Z").replace(
            b'"version": "1", ', b""
        )

    assert arrivals(at(5), at(9), at(7)) == [Arrival.NEW, Arrival.NEWER, Arrival.LATE]


def test_same_version_with_other_bytes_is_a_conflict() -> None:
    assert arrivals(ninjs(), ninjs(headline="Another headline")) == [
        Arrival.NEW,
        Arrival.CONFLICTING,
    ]


def test_the_same_guid_of_another_provider_is_another_item() -> None:
    arrivals(ninjs())
    delivery = receive(provider_named("Other Wire"), "item.json", ninjs())
    (item,) = read(delivery)
    assert keep(delivery, item).arrival is Arrival.NEW


def test_refused_delivery_is_kept_with_its_reason_until_it_is_read() -> None:
    delivery = receive(provider_named("Tide Wire"), "broken.json", b'{"uri": ')
    with pytest.raises(formats.FormatError):
        read(delivery)
    delivery.refresh_from_db()
    assert "JSON" in delivery.error
    assert bytes(delivery.content) == b'{"uri": '
    assert not WireItem.objects.exists()


def test_a_delivery_that_is_read_after_all_loses_its_reason() -> None:
    delivery = receive(provider_named("Tide Wire"), "item.json", ninjs())
    Delivery.objects.update(state="rejected", error="a format that nobody knew")
    read(delivery)
    finish(delivery, [])
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("read", "")


def test_times_without_a_zone_are_the_providers() -> None:
    provider = Provider.objects.create(name="Tide Wire", slug="tide-wire", zone="Asia/Tokyo")
    delivery = receive(provider, "item.json", ninjs(versioncreated="2026-03-01T12:00:00"))
    (item,) = read(delivery)
    assert item.updated == datetime(2026, 3, 1, 3, tzinfo=UTC)


def test_provider_is_found_by_name_or_slug() -> None:
    known = provider_named("Tide Wire")
    assert {provider_named(name) for name in ("tide-wire", " Tide Wire ", "TIDE WIRE")} == {known}


def test_providers_in_other_scripts_are_told_apart() -> None:
    assert provider_named("新华社") != provider_named("共同通信")
    assert provider_named("新华社") == provider_named("新华社")
    assert Provider.objects.count() == 2


@pytest.mark.parametrize("name", ["", "  ", "!!!", "x" * 121])
def test_a_provider_needs_a_usable_name(name: str) -> None:
    with pytest.raises(ValueError, match="letters or digits"):
        provider_named(name)
    assert not Provider.objects.exists()


MESSAGE = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
<header><transmitId>{sent}</transmitId></header><itemSet><newsItem guid="{guid}" version="1">
<itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-03-01T12:00:00Z</versionCreated>
</itemMeta><contentMeta><headline>{headline}</headline></contentMeta></newsItem></itemSet>
</newsMessage>"""


def message(sent: int, headline: str = "Ferry held at the quay") -> bytes:
    return MESSAGE.format(sent=sent, guid=GUID, headline=headline).encode()


def test_the_same_item_in_another_envelope_is_a_repetition() -> None:
    assert arrivals(message(1), message(2)) == [Arrival.NEW, Arrival.REPEATED]
    assert (WireItem.objects.count(), Dispatch.objects.get().alarm) == (1, "")
    assert arrivals(message(3, headline="Another headline")) == [Arrival.CONFLICTING]


def test_a_feed_whose_channel_or_counter_changes_stays_read() -> None:
    feed = (
        '<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>'
        "<title>Tide</title><generator>{0}</generator><item><guid>ferry</guid><title>Ferry</title>"
        "<slash:comments>{0}</slash:comments></item></channel></rss>"
    )
    arrivals(feed.format(1).encode())
    Dispatch.objects.update(read_at=timezone.now())
    assert arrivals(feed.format(2).encode()) == [Arrival.REPEATED]
    assert Dispatch.objects.get().read_at is not None


def test_what_an_earlier_release_kept_is_still_told_as_repeated() -> None:
    """Its digests were made of the whole item."""
    arrivals(message(1))
    WireItem.objects.update(sha256="of the item with its envelope")
    assert arrivals(message(1), message(2)) == [Arrival.REPEATED, Arrival.REPEATED]
    assert (WireItem.objects.count(), Dispatch.objects.get().alarm) == (1, "")


def test_an_agency_that_is_renamed_repeats_itself_all_the_same() -> None:
    arrivals(ninjs())
    Provider.objects.update(name="Tide and Hill")
    delivery = receive(Provider.objects.get(), "item.json", b" " + ninjs())
    (item,) = read(delivery)
    assert keep(delivery, item).arrival is Arrival.REPEATED
