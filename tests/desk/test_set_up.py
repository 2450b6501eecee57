"""Groups, permissions and the workflow; fronts and pictures; the first page; the newsroom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Workflow, WorkflowContentType
from wagtail.permissions import policy_registry

from broadsheet.desk.set_up import REPORTER, WORKFLOW, set_up_desk
from broadsheet.stories.models import Clip, Picture, Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import StoryFactory, publish

AtDesk = Callable[[User], Client]
ROLES = ["reporter", "section_editor", "chief_editor", "photo_desk", "administrator"]


def test_set_up_is_safe_to_repeat_and_spares_what_was_changed(people: People) -> None:
    reporter = Group.objects.get(name=REPORTER)
    reporter.permissions.remove(Permission.objects.get(codename="delete_story"))
    before = (Group.objects.count(), Permission.objects.count(), Workflow.objects.count())
    set_up_desk()
    assert (Group.objects.count(), Permission.objects.count(), Workflow.objects.count()) == before
    assert not reporter.permissions.filter(codename="delete_story").exists()
    kind = ContentType.objects.get_for_model(Story)
    assert WorkflowContentType.objects.get(content_type=kind).workflow.name == WORKFLOW
    assert StoryFactory._meta.model.get_default_workflow().name == WORKFLOW


@pytest.mark.parametrize(
    ("role", "own_front", "other_front"),
    [
        ("reporter", False, False),
        ("section_editor", True, False),
        ("chief_editor", True, True),
        ("photo_desk", False, False),
        ("administrator", True, True),
    ],
)
def test_fronts(
    paper: TestPaper, people: People, role: str, own_front: bool, other_front: bool
) -> None:
    user = getattr(people, role)
    assert paper.politics.permissions_for_user(user).can_edit() is own_front
    assert paper.politics.permissions_for_user(user).can_publish() is own_front
    assert paper.science.permissions_for_user(user).can_edit() is other_front


def test_a_section_editor_opens_their_front(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    client = at_desk(people.section_editor)
    assert client.get(f"/desk/pages/{paper.politics.pk}/edit/").status_code == 200
    assert client.get(f"/desk/pages/{paper.science.pk}/edit/").status_code == 302
    assert client.get("/desk/pages/").status_code in {200, 302}


@pytest.mark.parametrize(
    ("role", "adds", "changes"),
    [
        ("reporter", True, False),
        ("section_editor", True, True),
        ("chief_editor", True, True),
        ("photo_desk", True, True),
        ("administrator", True, True),
    ],
)
def test_pictures_and_clips(people: People, role: str, adds: bool, changes: bool) -> None:
    user = getattr(people, role)
    for model in (Picture, Clip):
        policy = policy_registry.get_by_type(model)
        of_somebody_else = model(title="Quay")
        assert policy.user_has_permission(user, "add") is adds
        found = policy.user_has_permission_for_instance(user, "change", of_somebody_else)
        assert found is changes


@pytest.mark.parametrize("role", ROLES)
def test_first_page_has_its_shelves_and_says_why_they_are_empty(
    paper: TestPaper, people: People, at_desk: AtDesk, role: str
) -> None:
    user = getattr(people, role)
    text = at_desk(user).get("/desk/").content.decode()
    assert "Nothing waits for a section editor." in text
    assert "No story has been killed." in text
    assert "Broadsheet" in text
    live = publish(paper.politics)
    mine = StoryFactory(section=paper.science, created_by=user)
    text = at_desk(user).get("/desk/").content.decode()
    assert live.headline in text
    assert mine.headline in text


@pytest.mark.parametrize("place", ["topics", "people", "sources", "editions", "providers"])
def test_newsroom(people: People, at_desk: AtDesk, place: str) -> None:
    for role in ROLES:
        page = at_desk(getattr(people, role)).get(f"/desk/newsroom/{place}/")
        assert page.status_code == 200, role


def test_section_assignments_are_the_chiefs(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    address = "/desk/newsroom/assignments/"
    assert at_desk(people.section_editor).get(address).status_code == 302
    client = at_desk(people.chief_editor)
    assert "Politics" in client.get(address).content.decode()
    client.post(
        f"{address}add/", {"user": str(people.reporter.pk), "section": str(paper.science.pk)}
    )
    assert people.reporter.section_assignments.get().section_id == paper.science.pk


def test_administrators_manage_people(people: People, at_desk: AtDesk) -> None:
    assert at_desk(people.administrator).get("/desk/users/").status_code == 200
    assert at_desk(people.chief_editor).get("/desk/users/").status_code == 302
