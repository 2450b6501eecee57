"""Choosers for blocks that read no more of what was chosen than pages print."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from wagtail.snippets.blocks import SnippetChooserBlock


class StoryChooserBlock(SnippetChooserBlock):
    """One story, with what a card shows of it, or a line where it stands `in_line`.

    What else is asked for is read when it is.
    """

    def __init__(self, *, in_line: bool = False, **kwargs: Any) -> None:
        super().__init__("stories.Story", **kwargs)
        self._in_line = in_line

    def bulk_to_python(self, values: Sequence[int | None]) -> list[Any]:
        """The stories with these primary keys, in the same order; None for one that is gone.

        A story that was chosen twice is two instances, as the form expects.
        """
        wanted = {key for key in values if key is not None}
        stories = self.model_class.objects
        shown = stories.with_line() if self._in_line else stories.with_card()
        found = shown.in_bulk(wanted) if wanted else {}
        chosen = [found.get(key) if key is not None else None for key in values]
        seen: set[int] = set()
        for position, story in enumerate(chosen):
            if story is not None and story.pk in seen:
                chosen[position] = copy.copy(story)
            elif story is not None:
                seen.add(story.pk)
        return chosen

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As the chooser it is built on: migrations need not know the difference."""
        _path, _arguments, keywords = super().deconstruct()
        kept = {name: value for name, value in keywords.items() if name != "in_line"}
        return "wagtail.snippets.blocks.SnippetChooserBlock", ["stories.Story"], kept
