"""What agencies post."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from broadsheet.wire.intake import provider_named, take_in_waiting
from broadsheet.wire.models import Channel, Delivery, Dispatch
from broadsheet.wire.transports import push as push_module
from broadsheet.wire.transports.push import new_token
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db


@pytest.fixture
def token() -> str:
    """The token of Tide Wire."""
    return new_token(provider_named("Tide Wire"))


def post(
    token: str, content: bytes = ninjs(), slug: str = "tide-wire", **headers: Any
) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    return client.post(
        f"/wire/{slug}/",
        content,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}", **headers},
    )


def test_what_is_posted_is_kept_and_read_by_the_clock(token: str) -> None:
    answer = post(token)
    delivery = Delivery.objects.get()
    assert (answer.status_code, answer.json()["delivery"]) == (202, delivery.pk)
    assert (bytes(delivery.content), delivery.state) == (ninjs(), "received")
    assert take_in_waiting() == 1
    assert Dispatch.objects.get().headline == "Ferry held at the quay"
    again = post(token)
    assert (again.status_code, again.json()) == (
        200,
        {"delivery": delivery.pk, "state": "read", "error": ""},
    )
    assert Delivery.objects.count() == 1


def test_what_can_not_be_read_says_why_when_it_is_posted_again(token: str) -> None:
    post(token, b'{"uri": ')
    take_in_waiting()
    answer = post(token, b'{"uri": ')
    assert answer.json()["state"] == "rejected"
    assert "JSON" in answer.json()["error"]


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic {token}", "{token}"])
def test_without_its_token_nothing_is_taken(token: str, header: str) -> None:
    answer = post(token, Authorization=header.format(token=token))
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert not Delivery.objects.exists()


def test_a_token_is_one_providers(token: str) -> None:
    provider_named("Other Wire")
    assert post(token, slug="other-wire").status_code == 401
    assert post(token, slug="nobody").status_code == 401


def test_a_new_token_voids_the_old_one(token: str) -> None:
    newer = new_token(provider_named("Tide Wire"))
    assert (post(token).status_code, post(newer).status_code) == (401, 202)
    assert token not in str(Channel.objects.values().get())


@pytest.mark.parametrize("model", ["channel", "provider"])
def test_who_is_not_active_posts_in_vain(token: str, model: str) -> None:
    channel = Channel.objects.get()
    one = channel if model == "channel" else channel.provider
    one.active = False
    one.save()
    assert post(token).status_code == 401


def test_nothing_and_too_much_are_refused(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(token, b" \n").status_code == 400
    monkeypatch.setattr(push_module, "LARGEST", 100)
    assert post(token).status_code == 413
    assert not Delivery.objects.exists()


def test_large_deliveries_are_no_form(token: str) -> None:
    content = ninjs(body_xhtml=f"<p>{'tide ' * 1_000_000}</p>")
    assert post(token, content).status_code == 202


def test_a_provider_in_another_script(db: None) -> None:
    token = new_token(provider_named("新华社"))
    assert post(token, slug="新华社").status_code == 202


def test_it_can_only_be_posted_to(client: Client) -> None:
    assert client.get("/wire/tide-wire/").status_code == 405


def test_the_charset_of_a_post_is_kept_with_it(token: str) -> None:
    Client().post(
        "/wire/tide-wire/",
        ninjs(),
        content_type="text/plain; charset=koi8-r",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert Delivery.objects.get().charset == "koi8-r"
