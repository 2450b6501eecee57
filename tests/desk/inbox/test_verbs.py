"""Take, publish, drop and the rest, with and without our module; and who may."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.inbox.conftest import Arrives
from tests.desk.test_story_list import AtDesk

pytestmark = pytest.mark.django_db


def press(client: Client, dispatch: Dispatch, verb: str, **data: Any) -> tuple[int, dict[str, Any]]:
    answer = client.post(
        f"/desk/wire/{dispatch.pk}/{verb}/", data, headers={"Accept": "application/json"}
    )
    return answer.status_code, answer.json()


def test_a_reporter_takes_a_draft(people: People, at_desk: AtDesk, placed: Dispatch) -> None:
    status, said = press(at_desk(people.reporter), placed, "take")
    story = Story.objects.get()
    assert (status, said["story"]) == (200, f"/desk/stories/edit/{story.pk}/")
    assert (story.created_by, story.section.title, story.live) == (
        *(people.reporter, "Politics", False),
    )
    placed.refresh_from_db()
    assert (placed.state, placed.taken_by) == ("taken", people.reporter)


def test_a_reporter_publishes_nothing(people: People, at_desk: AtDesk, placed: Dispatch) -> None:
    client = at_desk(people.reporter)
    status, said = press(client, placed, "publish")
    assert status == 403
    assert said["error"]
    assert not Story.objects.exists()
    assert "data-publish" not in client.get(f"/desk/wire/{placed.pk}/preview/").content.decode()


def test_a_section_editor_publishes_in_the_own_section_alone(
    people: People, at_desk: AtDesk, placed: Dispatch, paper: TestPaper
) -> None:
    client = at_desk(people.section_editor)
    assert press(client, placed, "publish", section=paper.science.pk)[0] == 403
    assert "data-publish" in client.get(f"/desk/wire/{placed.pk}/preview/").content.decode()
    assert press(client, placed, "publish")[0] == 200
    assert Story.objects.public().get().section == paper.politics


def test_the_photo_desk_looks_and_touches_nothing(
    people: People, at_desk: AtDesk, placed: Dispatch
) -> None:
    client = at_desk(people.photo_desk)
    page = client.get(f"/desk/wire/{placed.pk}/")
    assert page.status_code == 200
    assert "data-verb" not in page.content.decode()
    for verb in ("take", "publish", "drop", "nod", "read"):
        assert press(client, placed, verb)[0] == 403, verb


def test_where_no_rule_says_where_a_section_is_chosen(
    people: People, at_desk: AtDesk, arrives: Arrives, paper: TestPaper
) -> None:
    dispatch = arrives()
    client = at_desk(people.reporter)
    status, said = press(client, dispatch, "take")
    assert status == 409
    assert "section" in said["error"]
    assert press(client, dispatch, "take", section=paper.science.pk)[0] == 200
    assert Story.objects.get().section == paper.science


def test_what_is_dropped_can_be_picked_up_again(
    people: People, at_desk: AtDesk, placed: Dispatch
) -> None:
    client = at_desk(people.reporter)
    assert press(client, placed, "drop")[1]["undo"] == "pick-up"
    placed.refresh_from_db()
    assert placed.state == "dropped"
    press(client, placed, "pick-up")
    placed.refresh_from_db()
    assert (placed.state, placed.taken_by) == ("new", None)


def test_read_and_unread(people: People, at_desk: AtDesk, placed: Dispatch) -> None:
    client = at_desk(people.reporter)
    for verb, is_read in (("read", True), ("unread", False)):
        assert press(client, placed, verb)[0] == 200
        placed.refresh_from_db()
        assert (placed.read_at is not None) is is_read


def test_looking_changes_nothing(people: People, at_desk: AtDesk, placed: Dispatch) -> None:
    client = at_desk(people.reporter)
    for page in ("", "preview/", "publishing/"):
        assert client.get(f"/desk/wire/{placed.pk}/{page}").status_code == 200
    assert client.get(f"/desk/wire/{placed.pk}/take/").status_code == 405
    placed.refresh_from_db()
    assert (placed.read_at, placed.state) == (None, "new")


def test_a_nod_lets_the_alarm_rest_and_says_who(
    people: People, at_desk: AtDesk, arrives: Arrives
) -> None:
    arrives()
    dispatch = arrives(version="2", pubstatus="canceled")
    client = at_desk(people.reporter)
    assert press(client, dispatch, "nod")[0] == 200
    page = client.get(f"/desk/wire/{dispatch.pk}/").content.decode()
    assert "rita nodded at" in page
    assert "No alarm stands." in client.get("/desk/wire/").content.decode()


def test_a_canceled_item_offers_nothing_but_a_nod(
    people: People, at_desk: AtDesk, arrives: Arrives
) -> None:
    dispatch = arrives(pubstatus="canceled")
    client = at_desk(people.chief_editor)
    page = client.get(f"/desk/wire/{dispatch.pk}/preview/").content.decode()
    assert 'data-verb="nod"' in page
    assert 'data-verb="take"' not in page
    assert press(client, dispatch, "take")[0] == 409


def test_without_our_module_a_form_leads_back(
    people: People, at_desk: AtDesk, placed: Dispatch
) -> None:
    client = at_desk(people.chief_editor)
    address = f"/desk/wire/{placed.pk}/"
    answer = client.post(f"{address}drop/", {"next": "/desk/wire/?mine=on"}, follow=True)
    assert answer.redirect_chain == [("/desk/wire/?mine=on", 302)]
    assert "is dropped" in answer.content.decode()
    assert client.post(f"{address}pick-up/", {"next": "https://evil.example/"}).url == address
    asked = client.get(f"{address}publishing/?section=").content.decode()
    assert f'action="{address}publish/"' in asked
    answer = client.post(f"{address}publish/", follow=True)
    assert "is published" in answer.content.decode()
    assert Story.objects.public().exists()


def test_what_is_refused_is_said_on_the_items_page(
    people: People, at_desk: AtDesk, arrives: Arrives
) -> None:
    dispatch = arrives()
    answer = at_desk(people.reporter).post(f"/desk/wire/{dispatch.pk}/take/", follow=True)
    assert "Choose a section." in answer.content.decode()


def test_a_verb_that_is_none(people: People, at_desk: AtDesk, placed: Dispatch) -> None:
    assert at_desk(people.reporter).post(f"/desk/wire/{placed.pk}/eat/").status_code == 404
