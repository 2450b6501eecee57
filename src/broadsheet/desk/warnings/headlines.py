"""Headlines that won't fit."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Story

# Search engines and share cards cut near here; a Chinese or Japanese character is two wide.
HEADLINE_WIDTH = 110
SHORT_HEADLINE_WIDTH = 70
_WIDE_FROM = 0x2E80


def width(text: str) -> int:
    """The width of `text`, in letters: East Asian characters count twice."""
    return sum(2 if ord(character) >= _WIDE_FROM else 1 for character in text)


def headlines(story: Story) -> Iterator[Warning]:
    """A headline that is too long, or a long one without a short one for fronts."""
    size = width(story.headline)
    if size > HEADLINE_WIDTH:
        yield Warning(
            "headline-long",
            _("The headline is %(size)d letters wide; beyond %(limit)d it is cut off elsewhere.")
            % {"size": size, "limit": HEADLINE_WIDTH},
            "headline",
        )
    short = width(story.short_headline)
    if short > SHORT_HEADLINE_WIDTH:
        yield Warning(
            "short-headline-long",
            _("The short headline is %(size)d letters wide; fronts have room for %(limit)d.")
            % {"size": short, "limit": SHORT_HEADLINE_WIDTH},
            "short_headline",
        )
    if not story.short_headline and size > SHORT_HEADLINE_WIDTH:
        yield Warning(
            "short-headline-missing",
            _("The headline is long for a front, and there is no short one."),
            "short_headline",
        )
