"""The last revisions of a story, to compare and restore, and its audit log."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import HelpPanel
from wagtail.log_actions import registry
from wagtail.models import Revision

from broadsheet.stories.models import Story

REVISIONS = 12
ENTRIES = 25


class HistoryPanel(HelpPanel):
    """A panel to read."""

    def __init__(self, template: str = "desk/panels/history.html", **kwargs: Any) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel for one story."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Revisions, newest first, and log entries, newest first."""
            context = super().get_context_data(parent_context)
            story: Story = self.instance
            if story.pk is None:
                return context
            revisions = list(
                story.revisions.defer("content")
                .select_related("user")
                .order_by("-created_at", "-pk")[: REVISIONS + 1]
            )
            entries = registry.get_logs_for_instance(story).select_related("user")[:ENTRIES]
            return context | {
                "story": story,
                "revisions": [
                    _row(story, revision, older)
                    for revision, older in zip(
                        revisions[:REVISIONS], [*revisions[1:], None], strict=False
                    )
                ],
                "entries": entries,
                "history_url": _url("history", story.pk),
            }


def _row(story: Story, revision: Revision, older: Revision | None) -> dict[str, Any]:
    latest = revision.pk == story.latest_revision_id
    return {
        "revision": revision,
        "is_live": revision.pk == story.live_revision_id,
        "is_latest": latest,
        "compare_url": _url("revisions_compare", story.pk, older.pk, revision.pk) if older else "",
        "restore_url": "" if latest else _url("revisions_revert", story.pk, revision.pk),
    }


def _url(name: str, *args: Any) -> str:
    return reverse(Story.snippet_viewset.get_url_name(name), args=args)
