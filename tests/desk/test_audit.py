"""Who may do what is never changed without a trace."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from wagtail.log_actions import LogContext, activate, deactivate
from wagtail.models import ModelLogEntry

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.models import SectionAssignment
from broadsheet.desk.set_up import CHIEF_EDITOR, REPORTER
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import UserFactory, publish


def entries() -> list[str]:
    found = ModelLogEntry.objects.filter(action="desk.permissions").order_by("pk")
    return [f"{entry.label}: {entry.message}" for entry in found]


def test_every_change_leaves_an_entry(paper: TestPaper, people: People) -> None:
    ModelLogEntry.objects.all().delete()
    user = UserFactory(username="nora")
    activate(LogContext(user=people.administrator))
    user.groups.add(Group.objects.get(name=REPORTER))
    user.groups.clear()
    assignment = SectionAssignment.objects.create(user=user, section=paper.science)
    assignment.delete()
    user.is_superuser = True
    user.save()
    user.is_active = False
    user.save()
    group = Group.objects.get(name=REPORTER)
    group.permissions.remove(Permission.objects.get(codename="delete_story"))
    deactivate()
    assert entries() == [
        "nora: Groups added: Reporter",
        "nora: Groups removed: Reporter",
        "nora: Sections added: Science",
        "nora: Sections removed: Science",
        "nora: Flags added: administrator",
        "nora: Flags removed: active",
        "Reporter: Permissions removed: Stories | story | Can delete story",
    ]
    assert {entry.user for entry in ModelLogEntry.objects.filter(action="desk.permissions")} == {
        people.administrator
    }


def test_membership_given_from_the_group_is_logged_for_the_person(people: People) -> None:
    ModelLogEntry.objects.all().delete()
    Group.objects.get(name=CHIEF_EDITOR).user_set.add(people.reporter)
    assert entries() == ["rita: Groups added: Chief editor"]


def test_site_history_shows_kills_and_permission_changes(
    paper: TestPaper, people: People, at_desk: Callable[[User], Client]
) -> None:
    KillStory(publish(paper.politics), "Libel.", people.chief_editor).execute()
    root = User.objects.create_superuser("root", "root@tidings.example", "x")
    text = at_desk(root).get("/desk/reports/site-history/").content.decode()
    assert "Killed: Libel." in text
    assert "Sections added: Politics" in text
