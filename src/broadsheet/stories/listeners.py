"""What the newsroom itself follows of what becomes of a story."""

from __future__ import annotations

from typing import Any

from wagtail.signals import unpublished

from broadsheet.stories.actions.withdraw_files import withdraw_files
from broadsheet.stories.models import Story


def connect() -> None:
    """Listen to stories that are taken off the site, by whomever: the desk, the clock, an agency,
    a kill."""
    unpublished.connect(_unpublished, sender=Story, dispatch_uid="stories files")


def _unpublished(sender: Any, instance: Story, **kwargs: Any) -> None:
    withdraw_files(instance)
