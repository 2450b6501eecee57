"""The state of a story as the desk names it, for one story and as a filter.

Both follow the same order of precedence: killed, expired, in review, scheduled, embargoed, live
with a draft, live, draft.
"""

from __future__ import annotations

from collections.abc import Iterable
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
    """The number of `stories`, but `COUNT_LIMIT` + 1 for any greater one: never a whole scan."""
    return stories.order_by().values("pk")[: COUNT_LIMIT + 1].count()


@dataclass
class Waiting:
    """Which stories wait for review or for their hour, read once for a page of the list."""

    only: Iterable[int] | None = None
    now: datetime = field(default_factory=timezone.now)

    @cached_property
    def in_review(self) -> dict[int, str]:
        """Keys of stories in a workflow, with its status (`in_progress` or `needs_changes`)."""
        rows = WorkflowState.objects.filter(
            base_content_type=self._content_type,
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        )
        if self.only is not None:
            rows = rows.filter(object_id__in=[str(key) for key in self.only])
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
        if self.only is not None:
            rows = rows.filter(object_id__in=[str(key) for key in self.only])
        pairs = rows.order_by("approved_go_live_at").values_list(
            "object_id", "approved_go_live_at"
        )[:WAITING_LIMIT]
        return {int(key): moment for key, moment in pairs}

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
    now = waiting.now
    public_hour = Q(embargo_until__isnull=True) | Q(embargo_until__lte=now)
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
        return rest.filter(alive, live=True, embargo_until__gt=now)
    if state == State.CHANGED:
        return rest.filter(public_hour, alive, live=True, has_unpublished_changes=True)
    return rest.filter(public_hour, alive, live=True, has_unpublished_changes=False)


def _without(stories: StoryQuerySet, keys: list[int]) -> StoryQuerySet:
    return stories.exclude(pk__in=keys) if keys else stories
