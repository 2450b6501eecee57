"""Standings follow what the newsroom does with a story that is being read."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.signals import published

from broadsheet.popularity.rolling.standings import follow
from broadsheet.stories.models import Story


def connect() -> None:
    """Listen to publications: a story's section, specials, kind and time change with them."""
    published.connect(_story_published, sender=Story, dispatch_uid="popularity story")


def _story_published(sender: Any, instance: Story, **kwargs: Any) -> None:
    story = instance.pk
    transaction.on_commit(lambda: follow(story))
