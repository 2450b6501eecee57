"""The token with which an agency posts."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from broadsheet.wire.models import Channel
from tests.desk.conftest import People
from tests.desk.test_story_list import AtDesk
from tests.factories.dispatches import make_provider
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db


def made(client: Client, address: str) -> str:
    answer = client.post(address)
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r'Bearer ([\w-]{40,})"', answer.content.decode())
    assert found is not None
    return found[1]


def post(token: str) -> int:
    return (
        Client()
        .post(
            "/wire/tide-wire/",
            ninjs(),
            "application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
        .status_code
    )


def test_it_is_shown_once_and_voids_the_one_before(people: People, at_desk: AtDesk) -> None:
    provider = make_provider()
    address = f"/desk/newsroom/providers/{provider.pk}/token/"
    client = at_desk(people.chief_editor)
    assert "voids" not in client.get(address).content.decode()
    assert not Channel.objects.exists()
    first = made(client, address)
    assert post(first) == 202
    page = client.get(address).content.decode()
    assert "A new one voids it" in page
    assert first not in page
    second = made(client, address)
    assert (post(first), post(second)) == (401, 202)
    entries = ModelLogEntry.objects.filter(action="wire.token")
    assert [(one.user, one.data) for one in entries] == [(people.chief_editor, {})] * 2
