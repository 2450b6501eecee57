"""What the agency asks of a story that came from it, and the story doesn't heed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from broadsheet.desk.agency_embargo import embargo_ahead, wire_stories_of
from broadsheet.desk.moments import day_and_time
from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Story


def agencys(story: Story) -> Iterator[Warning]:
    """The agency withholds the item, or its embargo lasts longer than the story's own."""
    for wire_story in wire_stories_of(story):
        head = wire_story.dispatch.head
        if head.pubstatus == "withheld":
            yield Warning("withheld", _("The agency withholds this item."), about=str(head.pk))
    until = embargo_ahead(story)
    if until is not None:
        message = _("The agency's embargo lasts until %(moment)s; here it ends before.")
        yield Warning(
            "agency-embargo",
            message % {"moment": day_and_time(until)},
            "embargo_until",
            about=until.isoformat(),
        )
