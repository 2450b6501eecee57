"""Signing in: limited, with a second factor for those who want one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import publish

LOGIN = "/desk/login/"
TWO_FACTOR = "/desk/account/two-factor/"
AtDesk = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _no_earlier_failures() -> None:
    cache.clear()


@pytest.fixture
def account(people: People) -> User:
    """The section editor, with a password."""
    user = people.section_editor
    user.set_password("tide-table-nine")
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = "tide-table-nine") -> object:
    return client.post(LOGIN, {"login": user.username, "password": password})


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06}"


def test_the_way_in(client: Client, account: User) -> None:
    away = client.get("/desk/")
    assert away.status_code == 302
    assert away["Location"].startswith(LOGIN)
    page = client.get(LOGIN).content.decode()
    assert "Broadsheet" in page
    assert "Sign in to Wagtail" not in page
    assert sign_in(client, account)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_wrong_password_is_refused_and_repetition_is_stopped(
    client: Client, account: User
) -> None:
    for _attempt in range(5):
        assert sign_in(client, account, "wrong").status_code == 200
    answer = sign_in(client, account)
    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()
    assert client.get("/desk/").status_code == 302


def test_nobody_signs_up(client: Client, account: User) -> None:
    before = User.objects.count()
    client.post(
        "/desk/account/closed/",
        {"username": "mallory", "password1": "tide-table-ten", "password2": "tide-table-ten"},
    )
    assert User.objects.count() == before


def enrol(client: Client) -> str:
    """Activate an authenticator app, with the password once more; the secret."""
    asked = client.get(f"{TWO_FACTOR}totp/activate/")
    assert "/desk/account/reauthenticate/" in asked["Location"]
    client.post(asked["Location"], {"password": "tide-table-nine"})
    page = client.get(f"{TWO_FACTOR}totp/activate/")
    assert page.status_code == 200
    secret = page.context_data["form"].secret
    answer = client.post(f"{TWO_FACTOR}totp/activate/", {"code": code_for(secret)})
    assert answer.status_code == 302
    return secret


def test_enrol_and_sign_in_with_a_code(client: Client, account: User) -> None:
    sign_in(client, account)
    secret = enrol(client)
    stored = Authenticator.objects.get(user=account, type="totp").data["secret"]
    assert secret not in stored
    assert get_adapter().decrypt(stored) == secret
    assert client.get(TWO_FACTOR).status_code == 200
    cache.clear()
    other = Client()
    halfway = sign_in(other, account)
    assert halfway["Location"].endswith(f"{TWO_FACTOR}authenticate/")
    assert other.get("/desk/").status_code == 302
    assert other.get(f"{TWO_FACTOR}authenticate/").status_code == 200
    wrong = other.post(f"{TWO_FACTOR}authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    other.post(f"{TWO_FACTOR}authenticate/", {"code": code_for(secret)})
    assert other.get("/desk/").status_code == 200


def test_a_recovery_code_works_once(client: Client, account: User) -> None:
    sign_in(client, account)
    enrol(client)
    page = client.get(f"{TWO_FACTOR}recovery-codes/")
    codes = page.context_data["unused_codes"]
    assert len(codes) == 10
    for attempt, works in ((1, True), (2, False)):
        cache.clear()
        other = Client()
        sign_in(other, account)
        other.post(f"{TWO_FACTOR}authenticate/", {"code": codes[0]})
        assert (other.get("/desk/").status_code == 200) is works, attempt


def test_deactivate(client: Client, account: User) -> None:
    sign_in(client, account)
    enrol(client)
    assert client.get(f"{TWO_FACTOR}totp/deactivate/").status_code == 200
    client.post(f"{TWO_FACTOR}totp/deactivate/")
    assert not Authenticator.objects.filter(user=account).exists()


def test_forgotten_password_by_mail(client: Client, account: User) -> None:
    assert client.get("/desk/account/password/reset/").status_code == 200
    client.post("/desk/account/password/reset/", {"email": account.email})
    (message,) = mail.outbox
    assert "/desk/account/password/reset/" in message.body
    assert client.get("/desk/password_reset/").status_code == 404


def test_account_page_leads_to_the_second_factor(people: People, at_desk: AtDesk) -> None:
    page = at_desk(people.reporter).get("/desk/account/")
    assert TWO_FACTOR in page.content.decode()


def test_change_password_and_sign_out(client: Client, account: User) -> None:
    sign_in(client, account)
    assert client.get("/desk/account/password/").status_code == 200
    client.post("/desk/account/sign-out/")
    assert client.get("/desk/").status_code == 302


def test_readers_get_no_cookie(client: Client, paper: TestPaper) -> None:
    publish(paper.politics)
    for address in ("/", "/politics/", "/killed.json"):
        assert not client.get(address).cookies, address
