"""Who may do what with which story.

Three things decide: the Django permissions of a person's groups (*what*), their section assignments
or the permission to work everywhere (*where*), and whether the story is their own. A killed story
allows nothing but to be read and, for some, to be lifted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet

    from broadsheet.stories.models.querysets import StoryQuerySet

_SECTIONS = "_desk_section_ids"
# The Django permission that each action needs.
_NEEDS = {
    "add": "add",
    "view": "view",
    "change": "change",
    "write": "write",
    "delete": "delete",
    "publish": "publish",
    "unpublish": "publish",
    "lock": "lock",
    "unlock": "unlock",
    "kill": "kill",
    "lift": "lift_kill",
}
# What people may do with their own stories outside their sections.
_OWN = {"change", "write", "delete"}


def section_ids(user: User | AnonymousUser) -> frozenset[int]:
    """Keys of the sections that `user` is assigned to, read once for each user object."""
    found = getattr(user, _SECTIONS, None)
    if found is None:
        assigned = getattr(user, "section_assignments", None) if user.pk else None
        found = frozenset(assigned.values_list("section_id", flat=True) if assigned else ())
        setattr(user, _SECTIONS, found)
    return found


class StoryPermissionPolicy(ModelPermissionPolicy):
    """The rules for stories, for the whole model and for one story."""

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        """Whether `user` may do `action` with some story."""
        if not user.has_perm(self._name(action)):
            return False
        if action in {"add", "view"} | _OWN or self.works_everywhere(user):
            return True
        return bool(section_ids(user))

    def works_everywhere(self, user: User | AnonymousUser) -> bool:
        """Whether `user` is bound to no section."""
        return user.has_perm("stories.everywhere_story")

    def user_has_permission_for_instance(
        self, user: User | AnonymousUser, action: str, instance: Story
    ) -> bool:
        """Whether `user` may do `action` with this story.

        Looks at the section the story has in the database and at the one `instance` has: whoever
        moves a story needs both.
        """
        if not user.has_perm(self._name(action)):
            return False
        if action in {"add", "view"}:
            return True
        if instance.is_killed != (action == "lift"):
            return False
        if action == "delete" and not self._may_delete(user, instance):
            return False
        if self.works_everywhere(user):
            return True
        if action in _OWN and self.is_own(user, instance):
            return True
        return self._sections_of(instance) <= section_ids(user)

    def user_has_any_permission_for_instance(
        self, user: User | AnonymousUser, actions: Iterable[str], instance: Story
    ) -> bool:
        """Whether `user` may do one of `actions` with this story."""
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )

    def is_own(self, user: User | AnonymousUser, instance: Story) -> bool:
        """Whether `user` began the story; one that is not saved yet belongs to who writes it."""
        return instance.pk is None or (
            instance.created_by_id is not None and instance.created_by_id == user.pk
        )

    def may_publish_in(self, user: User | AnonymousUser, section_id: int | None) -> bool:
        """Whether `user` may publish in the section with this key."""
        return user.has_perm("stories.publish_story") and (
            self.works_everywhere(user) or section_id in section_ids(user)
        )

    def instances_user_has_any_permission_for(
        self, user: User | AnonymousUser, actions: Collection[str]
    ) -> StoryQuerySet:
        """The stories with which `user` may do one of `actions`."""
        found = Q(pk__in=[])
        for action in actions:
            if user.has_perm(self._name(action)):
                found |= self._where(user, action)
        return Story.objects.filter(found)

    def users_with_any_permission_for_instance(
        self, actions: Collection[str], instance: Story
    ) -> QuerySet:
        """The people who may do one of `actions` with this story."""
        people = self.users_with_any_permission(
            [_NEEDS.get(action, action) for action in actions]
        ).prefetch_related("section_assignments")
        keys = [
            person.pk
            for person in people
            if self.user_has_any_permission_for_instance(person, actions, instance)
        ]
        return people.model.objects.filter(pk__in=keys)

    def _name(self, action: str) -> str:
        return f"stories.{_NEEDS.get(action, action)}_story"

    def _may_delete(self, user: User | AnonymousUser, instance: Story) -> bool:
        # What was public is killed or unpublished; its address must go on answering for it.
        return instance.first_published_at is None or self.works_everywhere(user)

    def _sections_of(self, instance: Story) -> set[int | None]:
        sections = {instance.section_id}
        # A list says so where its rows come straight from the table, and saves a query for each.
        known = getattr(instance, "saved_section_id", None)
        if known is not None:
            sections.add(known)
        elif instance.pk is not None:
            sections.update(
                Story.objects.filter(pk=instance.pk).values_list("section_id", flat=True)
            )
        return sections

    def _where(self, user: User | AnonymousUser, action: str) -> Q:
        if action in {"add", "view"}:
            return Q(pk__isnull=False)
        rule = Q(killed_at__isnull=action != "lift")
        if not self.works_everywhere(user):
            scope = Q(section_id__in=section_ids(user))
            if action in _OWN:
                scope |= Q(created_by=user)
            rule &= scope
            if action == "delete":
                rule &= Q(first_published_at__isnull=True)
        return rule


class StoryInHand:
    """The policy for one story, for Wagtail's views that ask only for the model."""

    def __init__(self, policy: StoryPermissionPolicy, story: Story) -> None:
        self._policy = policy
        self._story = story

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        """Whether `user` may do `action` with the story."""
        return self._policy.user_has_permission_for_instance(user, action, self._story)

    def user_has_any_permission(self, user: User | AnonymousUser, actions: Iterable[str]) -> bool:
        """Whether `user` may do one of `actions` with the story."""
        return self._policy.user_has_any_permission_for_instance(user, actions, self._story)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._policy, name)


story_policy = StoryPermissionPolicy(Story)


def register() -> None:
    """Make the policies known to Wagtail; called once, when the desk is ready."""
    from wagtail.models import Page

    from broadsheet.desk.agencies.policy import provider_policy
    from broadsheet.desk.front_permissions import FrontPermissionPolicy
    from broadsheet.wire.models import Provider

    register_permission_policy(Provider, provider_policy)
    register_permission_policy(Story, story_policy)
    register_permission_policy(Page, FrontPermissionPolicy())
