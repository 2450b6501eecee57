"""The agency's embargo on a story, or on what it translates: when it binds, and when no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from broadsheet.desk.models import WireStory
from broadsheet.stories.models import Story


def wire_stories_of(story: Story) -> Iterator[WireStory]:
    """How `story`, or the one that it translates, stands to the wire."""
    if story.guid or story.translation_of_id:
        yield from WireStory.objects.filter(
            Q(story=story.pk) | Q(story=story.translation_of_id)
        ).select_related("dispatch__head")


def embargo_ahead(story: Story) -> datetime | None:
    """The agency's embargo, while it lies ahead and `story` doesn't bear it."""
    known = (one.embargo for one in wire_stories_of(story))
    until = max((one for one in known if one and one > timezone.now()), default=None)
    borne = story.embargo_until
    return None if until is None or (borne is not None and borne >= until) else until


def waive_embargo(story: Story) -> None:
    """Note that somebody publishes `story` knowing that it doesn't bear the agency's embargo."""
    until = embargo_ahead(story)
    for one in wire_stories_of(story):
        if until is not None and one.embargo is not None:
            one.embargo_waived = one.embargo
            one.save(update_fields=["embargo_waived"])


def keep_embargo(sender: Any, story: Story, **kwargs: Any) -> None:
    """Put the agency's embargo on what is about to be published: a form may have been opened, or a
    revision written, before it came."""
    known = [one for one in wire_stories_of(story) if one.embargo and one.embargo > timezone.now()]
    if not known:
        return
    until = embargo_ahead(story)
    if until is not None and any(one.embargo_waived == until for one in known):
        # Else it would wait for the hour that was to be printed.
        if story.published_at == until:
            story.published_at = None
        return
    if until is not None:
        story.embargo_until = until
    if story.first_published_at is None and story.embargo_until is not None:
        story.published_at = max(story.published_at or story.embargo_until, story.embargo_until)
