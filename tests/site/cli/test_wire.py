"""`broadsheet wire`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from broadsheet.site.wire_health import wire_findings
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import Channel, Delivery, Provider, WireItem
from tests.factories.wire import GUID, ninjs
from tests.site.cli.conftest import Run, lines

pytestmark = pytest.mark.django_db


def test_an_agency_is_brought_in_and_changed(run: Run) -> None:
    result = run("wire", "provider", "Tide Wire", "--zone", "Asia/Tokyo", "--warn-after", "30")
    assert result.stdout == (
        "Tide Wire: times in Asia/Tokyo, versions by numbers, warns after 30 minutes\n"
    )
    (line,) = lines(
        run("wire", "provider", "tide-wire", "--trusted", "--versions", "times", "--json")
    )
    assert line == {
        "provider": "Tide Wire",
        "slug": "tide-wire",
        "zone": "Asia/Tokyo",
        "encoding": "",
        "credit_line": "",
        "warn_after": 30,
        "trusted": True,
        "version_order": "times",
        "active": True,
    }
    assert run("wire", "provider", "Tide Wire", "--warn-after", "0", "--off").exit_code == 0
    provider = Provider.objects.get()
    assert (provider.warn_after, provider.active) == (None, False)


def test_a_zone_that_does_not_exist_is_refused(run: Run) -> None:
    result = run("wire", "provider", "Tide Wire", "--zone", "Atlantis/Quay")
    assert (result.exit_code, "Europe/Paris" in result.stderr) == (1, True)
    assert Provider.objects.get().zone == "UTC"


def test_channels_are_opened_and_closed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tide"
    result = run("wire", "channel", "Tide Wire", "--folder", folder)
    assert result.stdout == f"Tide Wire: listens to {folder}/in\n"
    assert (folder / "in").is_dir()
    address = "https://tidewire.example/feed"
    run("wire", "channel", "Tide Wire", "--poll", address, "--every", "30")
    run("wire", "channel", "Tide Wire", "--poll", address, "--off")
    polled = Channel.objects.get(kind="poll")
    assert (polled.address, polled.active, polled.allow_private) == (address, False, False)
    assert Channel.objects.count() == 2


def test_a_channel_needs_one_way(run: Run) -> None:
    assert run("wire", "channel", "Tide Wire").exit_code == 2
    assert (
        run("wire", "channel", "T", "--poll", "https://a.example", "--folder", "b").exit_code == 2
    )


def test_a_token_is_shown_once(run: Run) -> None:
    (line,) = lines(run("wire", "token", "Tide Wire", "--json"))
    assert line["address"] == "http://127.0.0.1:8000/wire/tide-wire/"
    assert len(line["token"]) > 40
    assert line["token"] not in str(list(Channel.objects.values()))


def test_status_says_how_every_wire_stands(run: Run) -> None:
    assert "No agency yet" in run("wire", "status").stdout
    take_in(receive(provider_named("Tide Wire"), "a.json", ninjs()))
    take_in(receive(provider_named("Tide Wire"), "b.json", b"{"))
    (line,) = lines(run("wire", "status", "--json"))
    assert (line["items"], line["rejected"], line["silent"]) == (1, 1, False)
    assert run("wire", "status").exit_code == 0


def test_silence_and_trouble_are_told(run: Run) -> None:
    provider = provider_named("Tide Wire")
    provider.warn_after = 30
    provider.save()
    channel = Channel.objects.create(provider=provider, kind="poll", address="https://a.example")
    take_in(receive(provider, "a.json", ninjs()))
    assert run("wire", "status").exit_code == 0
    assert [one.state for one in wire_findings()] == ["ok"]
    WireItem.objects.update(received_at=timezone.now() - timedelta(minutes=31))
    channel.last_error = "the answer was 500"
    channel.save()
    result = run("wire", "status")
    assert result.exit_code == 1
    assert "silent for more than 30 minutes" in result.stdout
    assert "the answer was 500" in result.stdout
    assert [one.state for one in wire_findings()] == ["warn", "warn"]


def test_deliveries_are_taken_in_once_more(run: Run) -> None:
    provider = provider_named("Tide Wire")
    sound = receive(provider, "a.json", ninjs())
    broken = receive(provider, "b.json", b"{")
    for delivery in (sound, broken):
        take_in(delivery)
    WireItem.objects.all().delete()
    result = run("wire", "replay", sound.pk, "--json")
    assert result.exit_code == 0
    assert lines(result) == [
        {"delivery": sound.pk, "name": "a.json", "items": 1, "arrivals": ["new"]}
    ]
    assert WireItem.objects.get().guid == GUID
    assert lines(run("wire", "replay", sound.pk, "--json"))[0]["arrivals"] == ["repeated"]
    result = run("wire", "replay", "--rejected")
    assert (result.exit_code, "b.json: refused" in result.stderr) == (1, True)


def test_what_is_no_longer_kept_can_not_be_replayed_and_says_so(run: Run) -> None:
    gone = receive(provider_named("Tide Wire"), "a.json", ninjs())
    sound = receive(provider_named("Tide Wire"), "b.json", ninjs(guid="b"))
    Delivery.objects.filter(pk=gone.pk).update(state="read", content=None)
    result = run("wire", "replay", gone.pk, sound.pk)
    assert result.exit_code == 1
    assert "its content is no longer kept" in result.stderr
    assert f"{sound.pk}: b.json: 1 items" in result.stdout
    gone.refresh_from_db()
    assert (gone.state, gone.error) == ("read", "")


def test_what_was_refused_is_read_when_it_can_be(run: Run) -> None:
    delivery = receive(provider_named("Tide Wire"), "a.json", ninjs())
    Delivery.objects.update(state="rejected", error="a format that nobody knew")
    assert run("wire", "replay", "--rejected").exit_code == 0
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == ("read", "")


def test_replay_wants_numbers_or_the_rejected(run: Run) -> None:
    assert run("wire", "replay").exit_code == 2
    assert run("wire", "replay", "1", "--rejected").exit_code == 2
    result = run("wire", "replay", "99")
    assert (result.exit_code, "no such delivery" in result.stderr) == (1, True)


def test_an_agency_s_encoding_by_any_of_its_names(run: Run) -> None:
    result = run("wire", "provider", "Tide Wire", "--encoding", "gbk")
    assert "text in GB18030" in result.output
    assert Provider.objects.get().encoding == "GB18030"
    refused = run("wire", "provider", "Tide Wire", "--encoding", "utf-7")
    assert refused.exit_code == 2
    assert "none of the encodings" in refused.output
    assert run("wire", "provider", "Tide Wire", "--encoding", "").exit_code == 0
    assert Provider.objects.get().encoding == ""
