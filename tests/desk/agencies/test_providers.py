"""Who may bring an agency in at the desk, and the form in which that is done."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from broadsheet.desk.models import ProviderPlacement
from broadsheet.wire.models import Channel, Provider
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.test_story_list import AtDesk
from tests.factories.dispatches import make_dispatches, make_provider

pytestmark = pytest.mark.django_db
AGENCIES = "/desk/newsroom/providers/"
FORM = {
    "name": "Gull Agency",
    "credit_line": "Gull",
    "zone": "Europe/Lisbon",
    "warn_after": "0",
    "trusted": "on",
    "active": "on",
    "version_order": "numbers",
    "encoding": "GB18030",
    "slug": "",
}


@pytest.fixture
def chief(people: People, at_desk: AtDesk) -> Client:
    return at_desk(people.chief_editor)


def edit(provider: Provider) -> str:
    return f"{AGENCIES}edit/{provider.pk}/"


def test_a_chief_editor_brings_an_agency_in(chief: Client) -> None:
    answer = chief.post(f"{AGENCIES}add/", FORM)
    provider = Provider.objects.get()
    assert answer["Location"] == edit(provider)
    assert (provider.slug, provider.zone, provider.trusted) == (
        "gull-agency",
        "Europe/Lisbon",
        True,
    )
    assert (provider.warn_after, provider.encoding) == (None, "GB18030")
    page = chief.get(edit(provider)).content.decode()
    assert "No way in is open yet" in page
    assert f"/desk/newsroom/channels/add/?provider={provider.pk}" in page
    assert "its items wait in the inbox" in page


@pytest.mark.parametrize("role", ["reporter", "section_editor", "photo_desk"])
def test_nobody_else_does(people: People, at_desk: AtDesk, role: str) -> None:
    user: User = getattr(people, role)
    client = at_desk(user)
    provider = make_provider()
    for address in (f"{AGENCIES}add/", edit(provider), f"{AGENCIES}{provider.pk}/token/"):
        assert client.post(address, FORM).status_code == 302
    channels = "/desk/newsroom/channels/add/"
    client.post(channels, {"provider": provider.pk, "kind": "folder", "address": "wire/tide"})
    assert list(Provider.objects.values_list("name", flat=True)) == ["Tide Wire"]
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("zone", "Mars/Olympus"),
        ("encoding", "UTF-7"),
        ("name", "Tide Wire"),
        ("name", "!!"),
        ("slug", "tide-wire"),
    ],
)
def test_what_cannot_be_is_refused(chief: Client, field: str, value: str) -> None:
    make_provider()
    assert chief.post(f"{AGENCIES}add/", FORM | {field: value}).status_code == 200
    assert Provider.objects.count() == 1


def test_the_form_tells_how_the_wire_stands(chief: Client, paper: TestPaper) -> None:
    provider = make_provider()
    provider.channels.create(
        kind="poll", address="https://nell:secret@x.example/feed", last_error="It said 503."
    )
    provider.channels.create(kind="push", token_hash="0" * 64)
    ProviderPlacement.objects.create(provider=provider, section=paper.politics)
    page = chief.get(edit(provider)).content.decode()
    for words in (
        *("https://x.example/feed", "It said 503.", "/wire/tide-wire/", "New token for posts"),
        *(f"its items stand in {paper.politics.title}", "every 60 seconds"),
    ):
        assert words in page
    listed = chief.get("/desk/newsroom/channels/").content.decode()
    assert "It said 503." in listed
    assert "secret" not in page + listed


def test_an_agency_from_which_something_came_is_kept(people: People, at_desk: AtDesk) -> None:
    client = at_desk(people.administrator)
    known, open_, new = (make_provider(name) for name in ("Tide Wire", "Heron News", "Gull"))
    make_dispatches(known, 1)
    open_.channels.create(kind="push")
    bulk = f"/desk/bulk/wire/provider/delete/?next={AGENCIES}"
    for provider in (known, open_, new):
        client.post(f"{bulk}&id={provider.pk}")
        client.post(f"{AGENCIES}delete/{provider.pk}/")
    assert set(Provider.objects.all()) == {known, open_}
    assert f"{AGENCIES}delete/{known.pk}/" not in client.get(edit(known)).content.decode()
