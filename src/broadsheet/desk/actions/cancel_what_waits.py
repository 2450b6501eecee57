"""Cancel what would bring a story out by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def cancel_what_waits(story: Story, user: User | None, *, hours: tuple[str, ...]) -> None:
    """Cancel the workflow of `story`, every approved go-live, and the draft's `hours`."""
    if state := story.current_workflow_state:
        state.cancel(user=user)
    story.revisions.update(approved_go_live_at=None)
    latest = story.latest_revision
    if latest:
        # Else the next publication would put the hour back.
        latest.content = {**latest.content, **dict.fromkeys(hours)}
        latest.save(update_fields=["content"])
