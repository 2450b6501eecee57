"""The ways in: an address that is asked, a folder that is watched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.wire.models import Channel, Provider
from tests.desk.conftest import People
from tests.desk.test_story_list import AtDesk
from tests.factories.dispatches import make_provider

pytestmark = pytest.mark.django_db
CHANNELS = "/desk/newsroom/channels/"
FEED = "https://tidewire.example/feed"


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    """A place of the paper's own."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def provider() -> Provider:
    return make_provider()


@pytest.fixture
def chief(people: People, at_desk: AtDesk) -> Client:
    return at_desk(people.chief_editor)


def opened(client: Client, provider: Provider, **fields: Any) -> Channel | None:
    """The channel that the form opens, if it does."""
    form = {"provider": provider.pk, "kind": "poll", "address": FEED, "active": "on", **fields}
    answer = client.post(f"{CHANNELS}add/", form)
    channel = Channel.objects.order_by("-pk").first() if answer.status_code == 302 else None
    if channel:
        assert answer["Location"] == f"/desk/newsroom/providers/edit/{provider.pk}/"
    return channel


def changed(client: Client, channel: Channel, **fields: Any) -> bool:
    form = {"address": channel.address, "every": channel.every, "active": "on", **fields}
    answer = client.post(f"{CHANNELS}edit/{channel.pk}/", form)
    channel.refresh_from_db()
    return answer.status_code == 302


def test_the_form_knows_for_whom_it_is(chief: Client, provider: Provider) -> None:
    page = chief.get(f"{CHANNELS}add/?provider={provider.pk}").content.decode()
    assert f'<option value="{provider.pk}" selected>' in page
    assert 'value="push"' not in page


def test_an_address_is_asked(chief: Client, provider: Provider) -> None:
    channel = opened(chief, provider, every="30")
    assert channel is not None
    assert (channel.kind, channel.address, channel.every) == ("poll", FEED, 30)
    assert not opened(chief, provider)


@pytest.mark.parametrize(
    "address",
    ["", "tidewire.example", "file:///etc/passwd", "https://", "https://a b.example/", "http://["],
)
def test_what_cannot_be_asked_is_refused(chief: Client, provider: Provider, address: str) -> None:
    assert opened(chief, provider, address=address) is None


def test_nobody_is_asked_more_than_every_five_seconds(chief: Client, provider: Provider) -> None:
    assert opened(chief, provider, every="4") is None


def test_a_folder_is_made_and_watched(chief: Client, provider: Provider, home: Path) -> None:
    channel = opened(chief, provider, kind="folder", address="")
    assert channel is not None
    assert channel.address == "wire/tide-wire"
    assert (home / "wire/tide-wire/in").is_dir()


@pytest.mark.parametrize(
    "folder", ["/etc", "media", "wire", "wire/..", "wire/../media", "~/wire", "wire/out", "wire/\0"]
)
def test_a_folder_lies_in_the_papers_own_place(
    chief: Client, provider: Provider, home: Path, folder: str
) -> None:
    (home / "wire").mkdir()
    (home / "media").mkdir()
    (home / "wire/out").symlink_to(home / "media")
    assert opened(chief, provider, kind="folder", address=folder) is None
    assert not any((home / "media").iterdir())


def test_no_two_channels_watch_one_folder(chief: Client, provider: Provider) -> None:
    assert opened(chief, provider, kind="folder", address="wire/tide")
    other = make_provider("Gull Agency")
    for folder in ("wire/tide", "wire/./tide/", "wire/tide/in"):
        assert opened(chief, other, kind="folder", address=folder) is None
    assert opened(chief, other, kind="folder", address="wire/tides")


def test_a_folder_that_the_command_line_opened_is_left_alone(
    chief: Client, provider: Provider, tmp_path: Path
) -> None:
    elsewhere = str(tmp_path.parent / "ftp")
    channel = provider.channels.create(kind="folder", address=elsewhere)
    assert changed(chief, channel, active="")
    assert (channel.active, channel.address) == (False, elsewhere)
    assert not changed(chief, channel, address="/etc")


def test_a_change_is_tried_at_once(chief: Client, provider: Provider) -> None:
    channel = provider.channels.create(
        kind="poll", address=FEED, etag="old", failures=3, last_error="503", next_at=timezone.now()
    )
    assert changed(chief, channel, address=f"{FEED}/all")
    assert (channel.etag, channel.failures, channel.last_error, channel.next_at) == (
        "",
        0,
        "",
        None,
    )


def test_whose_it_is_and_of_what_kind_stays(chief: Client, provider: Provider) -> None:
    channel = provider.channels.create(kind="poll", address=FEED)
    other = make_provider("Gull Agency")
    assert changed(chief, channel, provider=other.pk, kind="folder")
    assert (channel.provider, channel.kind) == (provider, "poll")


def test_a_private_network_is_for_administrators(
    people: People, at_desk: AtDesk, provider: Provider
) -> None:
    private = {"address": "http://10.0.0.7/feed", "allow_private": "on"}
    client = at_desk(people.chief_editor)
    channel = opened(client, provider, **private)
    assert channel is not None
    assert not channel.allow_private
    client = at_desk(people.administrator)
    assert changed(client, channel, **private)
    assert channel.allow_private
    client = at_desk(people.chief_editor)
    assert not changed(client, channel, address="http://10.0.0.8/secrets")
    assert changed(client, channel, every="30")
    assert (channel.allow_private, channel.every) == (True, 30)


def test_of_a_post_only_whether_it_is_taken(chief: Client, provider: Provider) -> None:
    channel = provider.channels.create(kind="push", token_hash="0" * 64)
    assert changed(chief, channel, active="", address="https://elsewhere.example/")
    assert (channel.active, channel.address, channel.token_hash) == (False, "", "0" * 64)
