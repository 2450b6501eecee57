"""The buttons below the editor: only what may be done with this very story."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.snippets.action_menu import ActionMenuItem, PublishMenuItem, UnpublishMenuItem

from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story


def keep_to_what_is_allowed(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Take out Publish and Unpublish where they would be refused."""
    if context["model"] is not Story:
        return
    story = context.get("instance")
    if story is None:
        allowed = story_policy.user_has_permission(request.user, "publish")
    else:
        allowed = story_policy.user_has_permission_for_instance(request.user, "publish", story)
    if not allowed:
        menu_items[:] = [
            item
            for item in menu_items
            if not isinstance(item, (PublishMenuItem, UnpublishMenuItem))
        ]
