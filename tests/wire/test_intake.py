"""Deliveries and the record of versions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from broadsheet import formats
from broadsheet.wire.intake import Arrival, provider_named, read, receive
from broadsheet.wire.models import Delivery, WireItem

pytestmark = pytest.mark.django_db


def item(version: str = "1", guid: str = "tag:tide.example,2026:1", **fields: Any) -> bytes:
    content = {
        "uri": guid,
        "type": "text",
        "version": version,
        "versioncreated": f"2026-03-01T12:00:0{int(version) % 10}Z",
        "headline": "Tide tops the steps",
        "body_text": "Water came over.",
        **fields,
    }
    return json.dumps(content).encode()


def arrivals(*contents: bytes) -> list[Arrival]:
    provider = provider_named("Tide Wire")
    return [
        received.arrival
        for content in contents
        for received in read(receive(provider, "item.json", content))
    ]


def test_repeated_delivery_changes_nothing() -> None:
    assert arrivals(item(), item(), item()) == [Arrival.NEW, Arrival.REPEATED, Arrival.REPEATED]
    assert (Delivery.objects.count(), WireItem.objects.count()) == (1, 1)


def test_newer_and_late_versions() -> None:
    assert arrivals(item("2"), item("9"), item("3")) == [
        Arrival.NEW,
        Arrival.NEWER,
        Arrival.LATE,
    ]


def test_ten_is_newer_than_nine() -> None:
    assert arrivals(item("9"), item("10")) == [Arrival.NEW, Arrival.NEWER]


def test_same_version_with_other_bytes_is_a_conflict() -> None:
    assert arrivals(item(), item(headline="Another headline")) == [
        Arrival.NEW,
        Arrival.CONFLICTING,
    ]


def test_refused_delivery_is_kept_with_its_reason() -> None:
    delivery = receive(provider_named("Tide Wire"), "broken.json", b'{"uri": ')
    with pytest.raises(formats.FormatError):
        read(delivery)
    delivery.refresh_from_db()
    assert delivery.error
    assert bytes(delivery.content) == b'{"uri": '
    assert not WireItem.objects.exists()


def test_provider_is_found_by_name_or_slug() -> None:
    assert provider_named("Tide Wire") == provider_named("tide-wire") == provider_named("Tide Wire")
