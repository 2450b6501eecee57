"""Who may do what at the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Section

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def may_work_at_the_wire(user: User | AnonymousUser) -> bool:
    """Whether `user` may take items, drop them and nod at alarms: whoever may begin a story."""
    return story_policy.user_has_permission(user, "add")


def may_bring_in_agencies(user: User | AnonymousUser) -> bool:
    """Whether `user` may bring agencies in, and take what they delivered in once more."""
    return user.has_perms(["wire.add_provider", "wire.change_provider"])


def may_open_ways_in(user: User | AnonymousUser) -> bool:
    """Whether `user` may open a way in for an agency, and give it a token."""
    return user.has_perms(["wire.add_channel", "wire.change_channel"])


def check_works_at_the_wire(user: User) -> None:
    """Raise `PermissionDenied` for who may not."""
    if not may_work_at_the_wire(user):
        raise PermissionDenied(_("You may not take stories from the wire."))


def check_publishes(user: User, section: Section) -> None:
    """Raise `PermissionDenied` for who may not publish what came over the wire in `section`."""
    check_works_at_the_wire(user)
    if not story_policy.may_publish_in(user, section.pk):
        raise PermissionDenied(_("You may not publish in that section."))
