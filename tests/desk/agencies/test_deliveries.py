"""What was refused: listed with its reason, fetched as it came, taken in once more."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.desk.agencies.deliveries import refused
from broadsheet.wire.intake import taking_in
from broadsheet.wire.models import Delivery, Dispatch
from tests.desk.conftest import People
from tests.desk.test_story_list import AtDesk
from tests.factories.dispatches import make_provider
from tests.factories.wire import ninjs
from tests.plans import plan_of

pytestmark = pytest.mark.django_db
REFUSED = "/desk/wire/deliveries/"


def deliver(name: str = "bad.xml", agency: str = "Tide Wire", **fields: object) -> Delivery:
    said = {"content": b"<torn", "state": "rejected", "error": "The file is torn.", **fields}
    provider = make_provider(agency)
    return Delivery.objects.create(provider=provider, name=name, sha256=name[:64], **said)


@pytest.fixture
def chief(people: People, at_desk: AtDesk) -> Client:
    return at_desk(people.chief_editor)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("state", "index", "of_one_agency"),
    [
        ("rejected", "wire_delivery_rejected", "wire_delivery_rejected_of"),
        ("read", "wire_delivery_read_in_part", "wire_delivery_in_part_of"),
    ],
)
def test_an_index_brings_them_however_many_went_well(
    state: str, index: str, of_one_agency: str
) -> None:
    deliver(state=state)
    either = {index, of_one_agency}
    for agency, serve in ((None, either), (make_provider("Gull Agency"), {of_one_agency})):
        rows = refused(state, agency)
        for question in (rows, rows.order_by().values("pk")):
            with CaptureQueriesContext(connection) as asked:
                list(question)
            plan = plan_of(asked.captured_queries[0]["sql"])
            assert any(f" {name}" in plan for name in serve), plan


def test_they_are_listed_with_their_reasons(chief: Client) -> None:
    torn = deliver()
    part = deliver("part.zip", "Gull Agency", state="read", error="2.xml: The end is missing.")
    deliver("whole.xml", "Heron News", state="read", error="")
    page = text(chief, REFUSED)
    for words in ("bad.xml", "The file is torn.", f"{REFUSED}{torn.pk}/", "5\xa0bytes"):
        assert words in page
    assert "part.zip" not in page
    page = text(chief, f"{REFUSED}?state=read")
    assert "2.xml: The end is missing." in page
    assert "whole.xml" not in page
    assert "bad.xml" not in text(chief, f"{REFUSED}?provider={part.provider_id}")
    assert "Nothing was refused." in text(chief, f"{REFUSED}?provider={part.provider_id}")
    health = text(chief, "/desk/wire/agencies/")
    assert f'{REFUSED}?provider={torn.provider_id}">1</a>' in health


def test_one_is_fetched_as_it_came(chief: Client) -> None:
    torn = deliver('in/<b>"\r\nevil.html', content=b"<script>alert(1)</script>\x00\xff")
    answer = chief.get(f"{REFUSED}{torn.pk}/")
    assert answer.content == b"<script>alert(1)</script>\x00\xff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    said = answer["Content-Disposition"]
    assert said.startswith(f'attachment; filename="{torn.pk}-')
    assert not {"<", "\r", "\n", "/"} & set(said)


def test_one_is_taken_in_once_more(chief: Client) -> None:
    good = deliver("item.json", content=ninjs())
    back = f"{REFUSED}?provider={good.provider_id}"
    answer = chief.post(f"{REFUSED}{good.pk}/again/", {"next": back})
    assert answer["Location"] == back
    good.refresh_from_db()
    assert (good.state, good.error) == ("read", "")
    assert Dispatch.objects.get().headline == "Ferry held at the quay"
    assert "1 item" in text(chief, REFUSED)


def test_what_is_still_torn_says_so_again(chief: Client) -> None:
    torn = deliver()
    answer = chief.post(f"{REFUSED}{torn.pk}/again/", {"next": "https://elsewhere.example/"})
    assert answer["Location"] == REFUSED
    torn.refresh_from_db()
    assert torn.state == "rejected"
    assert "is refused again" in text(chief, REFUSED)


def test_one_that_is_no_longer_kept_is_neither_fetched_nor_taken_in(chief: Client) -> None:
    gone = deliver(content=None)
    page = text(chief, REFUSED)
    assert "no longer kept" in page
    assert not {f"{REFUSED}{gone.pk}/", f"{REFUSED}{gone.pk}/again/"} & set(page.split('"'))
    assert chief.get(f"{REFUSED}{gone.pk}/").status_code == 404
    chief.post(f"{REFUSED}{gone.pk}/again/")
    assert "its content is no longer kept" in text(chief, REFUSED)
    assert Delivery.objects.get().error == "The file is torn."


def test_one_that_breaks_what_reads_it_says_so(
    chief: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object) -> None:
        raise IntegrityError("it points nowhere")

    good = deliver("item.json", content=ninjs())
    monkeypatch.setattr(taking_in, "finish", fall)
    assert chief.post(f"{REFUSED}{good.pk}/again/")["Location"] == REFUSED
    assert "it points nowhere" in text(chief, REFUSED)
    assert not Dispatch.objects.exists()


def test_a_reporter_reads_and_takes_nothing_in_again(people: People, at_desk: AtDesk) -> None:
    torn = deliver()
    client = at_desk(people.reporter)
    page = text(client, REFUSED)
    assert "The file is torn." in page
    assert "Take in once more" not in page
    client.post(f"{REFUSED}{torn.pk}/again/")
    assert Delivery.objects.get().error == "The file is torn."
    people.reporter.groups.clear()
    for address in (REFUSED, f"{REFUSED}{torn.pk}/"):
        assert client.get(address).status_code == 302
