"""What the agency has sent since, and the desk has not looked at."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from broadsheet.desk.models import WireStory
from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Story


def newer_version(story: Story) -> Iterator[Warning]:
    """A newer version of its item waits to be compared; each newer one is a warning of its own."""
    if story.pk is None:
        return
    waiting = WireStory.objects.filter(story=story.pk, waits_since__isnull=False)
    for head in waiting.values_list("dispatch__head", flat=True):
        yield Warning(
            "newer-version",
            _("A newer version from the wire waits to be compared."),
            about=str(head),
        )
