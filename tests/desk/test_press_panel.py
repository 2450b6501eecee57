"""What those who lead the desk are told of the press on its first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from broadsheet.desk.press_panel import SHOWN
from broadsheet.press.models import Change, Plate
from tests.desk.conftest import People

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TITLE = 'id="desk-press"'


@pytest.fixture(autouse=True)
def _rest(people: People) -> None:
    """Nothing waits."""
    Change.objects.all().delete()


def fails(path: str, error: str = "Trace\nValueError: no such colour") -> None:
    Plate.objects.create(
        path=path, tries=3, error=error, wanted_at=timezone.now() + timedelta(minutes=3)
    )


def front(client: Client) -> str:
    answer = client.get("/desk/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_nothing_is_shown_when_all_is_well(at_desk: SignIn, people: People) -> None:
    Change.objects.create(tags=["x"])
    assert TITLE not in front(at_desk(people.chief_editor))


@pytest.mark.parametrize("role", ["chief_editor", "administrator"])
def test_failing_pages_with_their_reason(at_desk: SignIn, people: People, role: str) -> None:
    fails("/politics/<b>/")
    page = front(at_desk(getattr(people, role)))
    assert TITLE in page
    assert '<a href="/politics/&lt;b&gt;/">' in page
    assert "ValueError: no such colour" in page
    assert "lists them" not in page


@pytest.mark.parametrize("role", ["reporter", "section_editor", "photo_desk"])
def test_others_are_spared(at_desk: SignIn, people: People, role: str) -> None:
    fails("/politics/")
    assert TITLE not in front(at_desk(getattr(people, role)))


def test_of_many_the_first_are_shown(at_desk: SignIn, people: People) -> None:
    for number in range(SHOWN + 1):
        fails(f"/page-{number}/")
    page = front(at_desk(people.chief_editor))
    assert page.count("ValueError: no such colour") == SHOWN
    assert "the command “broadsheet press” lists them" in page


def test_since_when_changes_wait(at_desk: SignIn, people: People) -> None:
    Change.objects.create(tags=["x"], due_at=timezone.now() - timedelta(minutes=2))
    page = front(at_desk(people.chief_editor))
    assert TITLE in page
    assert "Changes have waited to be pressed since" in page
    assert "could not be pressed" not in page
