"""Role by role, story by story: what the policy allows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.models import SectionAssignment
from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import StoryFactory, publish

ACTIONS = [
    "view",
    "change",
    "write",
    "publish",
    "unpublish",
    "lock",
    "unlock",
    "delete",
    "kill",
    "lift",
]
READ = {"view"}
EDIT = {"view", "change", "write", "publish", "unpublish", "lock", "unlock", "kill"}
ALL = EDIT | {"delete"}
# Kinds of story: a draft and a live one of Politics and of Science; one's own in Science; killed.
MATRIX = [
    ("reporter", "own_section_draft", READ),
    ("reporter", "own_section_live", READ),
    ("reporter", "other_section_draft", READ),
    ("reporter", "own_draft", {"view", "change", "write", "delete"}),
    ("reporter", "own_live", {"view", "change", "write"}),
    ("reporter", "killed", READ),
    ("section_editor", "own_section_draft", ALL),
    ("section_editor", "own_section_live", EDIT),
    ("section_editor", "other_section_draft", READ),
    ("section_editor", "other_section_live", READ),
    ("section_editor", "own_draft", {"view", "change", "write", "delete"}),
    ("section_editor", "own_live", {"view", "change", "write"}),
    ("section_editor", "killed", READ),
    ("chief_editor", "own_section_draft", ALL),
    ("chief_editor", "other_section_draft", ALL),
    ("chief_editor", "other_section_live", ALL),
    ("chief_editor", "own_draft", ALL),
    ("chief_editor", "killed", {"view", "lift"}),
    ("photo_desk", "own_section_draft", {"view", "change"}),
    ("photo_desk", "other_section_live", {"view", "change"}),
    ("photo_desk", "killed", READ),
    ("administrator", "own_section_draft", ALL),
    ("administrator", "other_section_live", ALL),
    ("administrator", "killed", {"view", "lift"}),
]


def story_of(kind: str, paper: TestPaper, me: User) -> Story:
    """One story of that kind; "own" is what `me` began."""
    match kind:
        case "own_section_draft":
            return StoryFactory(section=paper.politics)
        case "own_section_live":
            return publish(paper.politics)
        case "other_section_draft":
            return StoryFactory(section=paper.science)
        case "other_section_live":
            return publish(paper.science)
        case "own_draft":
            return StoryFactory(section=paper.science, created_by=me)
        case "own_live":
            return publish(paper.science, created_by=me)
        case _:
            return KillStory(publish(paper.politics), "invented").execute()


@pytest.mark.parametrize(("role", "kind", "allowed"), MATRIX)
def test_the_policy_and_its_querysets(
    paper: TestPaper, people: People, role: str, kind: str, allowed: set[str]
) -> None:
    user = getattr(people, role)
    story = story_of(kind, paper, user)
    granted = {
        action
        for action in ACTIONS
        if story_policy.user_has_permission_for_instance(user, action, story)
    }
    found = {
        action
        for action in ACTIONS
        if story_policy.instances_user_has_permission_for(user, action).filter(pk=story.pk).exists()
    }
    assert (granted, found) == (allowed, allowed)


def test_people_who_may_publish_a_story(paper: TestPaper, people: People) -> None:
    story = StoryFactory(section=paper.politics)
    found = story_policy.users_with_permission_for_instance("publish", story)
    assert set(found) == {people.section_editor, people.chief_editor, people.administrator}


def test_moving_a_story_needs_both_sections(paper: TestPaper, people: People) -> None:
    story = publish(paper.politics)
    story.section = paper.science
    user = people.section_editor
    assert not story_policy.user_has_permission_for_instance(user, "publish", story)
    SectionAssignment.objects.create(user=user, section=paper.science)
    fresh = User.objects.get(pk=user.pk)
    assert story_policy.user_has_permission_for_instance(fresh, "publish", story)


def test_somebody_without_groups_or_switched_off_may_nothing(
    paper: TestPaper, people: People
) -> None:
    story = StoryFactory(section=paper.politics)
    nobody = User.objects.create(username="nobody")
    gone = people.chief_editor
    gone.is_active = False
    for user in (nobody, gone):
        for action in ACTIONS:
            assert not story_policy.user_has_permission_for_instance(user, action, story)


def test_a_superuser_must_lift_a_kill_before_anything_else(paper: TestPaper) -> None:
    root = User.objects.create_superuser("root")
    story = publish(paper.politics)
    story.killed_at = timezone.now()
    assert not story_policy.user_has_permission_for_instance(root, "publish", story)
    assert story_policy.user_has_permission_for_instance(root, "lift", story)
