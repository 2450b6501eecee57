"""Where the desk meets Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.actions.registry import ActionRegistry
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.home import LockedPagesPanel, WorkflowObjectsToModeratePanel
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from broadsheet.desk.agencies import urls as agencies
from broadsheet.desk.audit import register_actions
from broadsheet.desk.bulk.actions import BULK_ACTIONS
from broadsheet.desk.home_panels import DeskPanel
from broadsheet.desk.inbox import urls as inbox
from broadsheet.desk.inbox.menu import wire_menu_item
from broadsheet.desk.newsroom import Newsroom
from broadsheet.desk.press_panel import press_panels
from broadsheet.desk.readership import urls as readership
from broadsheet.desk.readership.menu import readers_menu_item
from broadsheet.desk.routing.deleting import refuse_to_delete
from broadsheet.desk.routing.try_out import try_out
from broadsheet.desk.story_editor.action_menu import keep_to_what_is_allowed
from broadsheet.desk.story_editor.topics_field import suggestions
from broadsheet.desk.story_viewset import StoryViewSet
from broadsheet.stories.actions.publish_story import PublishStory
from broadsheet.stories.models import Story

register_snippet(StoryViewSet)
register_snippet(Newsroom)
for bulk_action in BULK_ACTIONS:
    # After Wagtail's own, so that its “delete” for all snippets is not the one for stories.
    hooks.register("register_bulk_action", bulk_action, order=100)

# Wagtail's names for what we call otherwise.
MENU_LABELS = {"images": _("Pictures"), "media": _("Clips"), "explorer": _("Fronts and pages")}


@hooks.register("register_actions")
def story_actions(registry: ActionRegistry) -> None:
    """Publishing goes through our action wherever Wagtail looks one up, its API included."""
    registry.register(Story, PublishStory)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Our entries in the audit log."""
    register_actions(actions)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    """The wire and its agencies, the readers, helpers of the editor, the try-out of rules."""
    return [
        *inbox.urlpatterns,
        *agencies.urlpatterns,
        *readership.urlpatterns,
        path("topic-suggestions/", suggestions, name="desk_topic_suggestions"),
        path("newsroom/routing/try/", try_out, name="desk_try_rule"),
        path("newsroom/routing/try/<int:pk>/", try_out, name="desk_try_rule"),
    ]


@hooks.register("before_delete_page")
def delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """No page that the wire's rules name, or that holds one."""
    return refuse_to_delete(request, [page])


@hooks.register("before_delete_snippet")
def delete_snippet(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """No topic that the wire's rules name."""
    return refuse_to_delete(request, instances)


@hooks.register("before_bulk_action")
def delete_several(
    request: HttpRequest, action_type: str, objects: list[Any], action: BulkAction
) -> HttpResponse | None:
    """Neither where several are deleted at once."""
    if action_type != "delete":
        return None
    return refuse_to_delete(request, objects, action.next_url)


@hooks.register("construct_snippet_action_menu")
def action_menu(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Publish and Unpublish only where they are allowed."""
    keep_to_what_is_allowed(menu_items, request, context)


@hooks.register("register_admin_menu_item")
def wire_menu() -> MenuItem:
    """The wire, before everything else."""
    return wire_menu_item()


@hooks.register("register_admin_menu_item")
def readers_menu() -> MenuItem:
    """The readers, after the stories."""
    return readers_menu_item()


@hooks.register("construct_main_menu")
def main_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The newsroom's words."""
    for item in menu_items:
        item.label = MENU_LABELS.get(item.name, item.label)


@hooks.register("register_account_menu_item")
def two_factor(request: HttpRequest) -> dict[str, Any]:
    """From the account page to the second factor."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Two-factor sign-in"),
        "help_text": _("Protect your account with an authenticator app and recovery codes."),
    }


@hooks.register("construct_help_menu")
def help_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """The keys; not what is new in the toolkit below."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]


@hooks.register("construct_homepage_panels")
def home_panels(request: HttpRequest, panels: list[Component]) -> None:
    """Ours, and of Wagtail's those in which something can be done."""
    kept = (WorkflowObjectsToModeratePanel, LockedPagesPanel)
    others = [panel for panel in panels if isinstance(panel, kept)]
    panels[:] = [*press_panels(request), DeskPanel(), *others]


@hooks.register("construct_homepage_summary_items", order=1000)
def summary_items(request: HttpRequest, items: list[Component]) -> None:
    """Numbers of pages and pictures tell a duty editor nothing."""
    items.clear()


@hooks.register("insert_global_admin_css")
def css() -> str:
    """Our colours, and the styles of what we add."""
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))


@hooks.register("insert_global_admin_js")
def js() -> str:
    """Our keys."""
    return format_html('<script src="{}" defer></script>', static("desk/keys.js"))
