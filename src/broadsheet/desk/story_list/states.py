"""The state of a story as the desk names it, for one story and as a filter.

Both follow the same order of precedence: killed, expired, in review, scheduled, embargoed, live
with a draft, live, draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from broadsheet.stories.models.querysets import StoryQuerySet

# Stories that wait are few; so many at most are told apart from the rest.
WAITING_LIMIT = 2000
COUNT_LIMIT = 1000


class State(TextChoices):
    """What a duty editor calls it."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    CHANGED = "changed", _("Live + draft")
    EMBARGOED = "embargoed", _("Embargoed")
    EXPIRED = "expired", _("Expired")
    KILLED = "killed", _("Killed")


def count_up_to_limit(stories: StoryQuerySet) -> int:
    """The number of `stories`, but `COUNT_LIMIT` + 1 for any greater one.

    Give them in an order that an index serves: it is walked until the limit, and no further.
    """
    return stories.values("pk")[: COUNT_LIMIT + 1].count()


@dataclass
class Waiting:
    """Which stories wait for review or for their hour, read once for a page of the list."""

    now: datetime = field(default_factory=timezone.now)

    @cached_property
    def in_review(self) -> dict[int, str]:
        """Keys of stories in a workflow, with its status (`in_progress` or `needs_changes`)."""
        rows = WorkflowState.objects.filter(
            base_content_type=self._content_type,
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        )
        pairs = rows.order_by("-pk").values_list("object_id", "status")[:WAITING_LIMIT]
        return {int(key): status for key, status in pairs}

    @cached_property
    def in_progress(self) -> list[int]:
        """Keys of stories that wait for a section's editor."""
        wanted = WorkflowState.STATUS_IN_PROGRESS
        return [key for key, status in self.in_review.items() if status == wanted]

    @cached_property
    def scheduled(self) -> dict[int, datetime]:
        """Keys of stories with a revision that is to go live, and when."""
        rows = Revision.objects.filter(
            base_content_type=self._content_type, approved_go_live_at__isnull=False
        )
        pairs = rows.order_by("approved_go_live_at").values_list(
            "object_id", "approved_go_live_at"
        )[:WAITING_LIMIT]
        return {int(key): moment for key, moment in pairs}

    @cached_property
    def embargoed(self) -> list[int]:
        """Keys of stories whose embargo lies ahead, the next to end first."""
        rows = Story.objects.filter(embargo_until__gt=self.now).order_by("embargo_until")
        return list(rows.values_list("pk", flat=True)[:WAITING_LIMIT])

    @property
    def _content_type(self) -> ContentType:
        return ContentType.objects.get_for_model(Story)


def state_of(story: Story, waiting: Waiting) -> State:
    """The state of one story."""
    if story.is_killed:
        return State.KILLED
    if story.expired:
        return State.EXPIRED
    if waiting.in_review.get(story.pk) == WorkflowState.STATUS_IN_PROGRESS:
        return State.REVIEW
    if story.pk in waiting.scheduled:
        return State.SCHEDULED
    if not story.live:
        return State.DRAFT
    if story.embargo_until and story.embargo_until > waiting.now:
        return State.EMBARGOED
    return State.CHANGED if story.has_unpublished_changes else State.LIVE


def in_state(stories: StoryQuerySet, state: str, waiting: Waiting) -> StoryQuerySet:
    """Those of `stories` whose state is `state`."""
    alive = Q(killed_at__isnull=True, expired=False)
    review, scheduled = waiting.in_progress, list(waiting.scheduled)
    if state == State.KILLED:
        return stories.filter(killed_at__isnull=False)
    if state == State.EXPIRED:
        return stories.filter(expired=True, killed_at__isnull=True)
    if state == State.REVIEW:
        return stories.filter(alive, pk__in=review)
    if state == State.SCHEDULED:
        return _without(stories.filter(alive, pk__in=scheduled), review)
    rest = _without(stories, [*review, *scheduled])
    if state == State.DRAFT:
        return rest.filter(live=False, killed_at__isnull=True, expired=False)
    if state == State.EMBARGOED:
        return rest.filter(alive, live=True, pk__in=waiting.embargoed)
    public = _without(rest, waiting.embargoed).filter(alive, live=True)
    return public.filter(has_unpublished_changes=state == State.CHANGED)


def _without(stories: StoryQuerySet, keys: list[int]) -> StoryQuerySet:
    return stories.exclude(pk__in=keys) if keys else stories
