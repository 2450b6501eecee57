"""Section editors edit the fronts of their own sections: a page permission for each assignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_ACTIONS = ("change_page", "publish_page", "lock_page", "unlock_page")


class FrontPermissionPolicy(PagePermissionPolicy):
    """Wagtail's rules for pages, and each section editor's own fronts besides."""

    def get_all_permissions_for_user(self, user: User) -> list[GroupPagePermission]:
        """The permissions of the user's groups, and those that follow from their sections."""
        granted = list(super().get_all_permissions_for_user(user))
        if user.is_active and not user.is_superuser and user.has_perm("stories.publish_story"):
            granted += _for_own_fronts(user)
        return granted


def _for_own_fronts(user: User) -> list[GroupPagePermission]:
    pages = list(Page.objects.filter(pk__in=user.section_assignments.values("section_id")))
    if not pages:
        return []
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=_ACTIONS
    )
    # Never saved: they only stand beside the rows of the user's groups.
    return [
        GroupPagePermission(page=page, permission=permission)
        for permission in permissions
        for page in pages
    ]
