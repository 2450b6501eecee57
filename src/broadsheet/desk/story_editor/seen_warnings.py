"""Which warnings a person has seen and waved through, kept in their session."""

from __future__ import annotations

from django.http import HttpRequest

from broadsheet.desk.warnings import Warning, warnings_of
from broadsheet.stories.models import Story

KEY = "desk_seen_warnings"
STORIES_KEPT = 40


def unseen_warnings(request: HttpRequest, story: Story) -> list[Warning]:
    """The story's warnings, where at least one of them is new to this person; else none."""
    warnings = warnings_of(story)
    seen = set(request.session.get(KEY, {}).get(str(story.pk), ()))
    return warnings if any(warning.key not in seen for warning in warnings) else []


def remember_warnings(request: HttpRequest, story: Story) -> None:
    """Note that this person publishes `story` in spite of its warnings."""
    kept = dict(request.session.get(KEY, {}))
    kept.pop(str(story.pk), None)
    kept[str(story.pk)] = [warning.key for warning in warnings_of(story)]
    request.session[KEY] = dict(list(kept.items())[-STORIES_KEPT:])
