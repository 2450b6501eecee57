"""What an editor should know before publishing. A warning never stops anybody.

Each check is a function: it takes a story (a draft in hand, perhaps unsaved) and yields `Warning`s.
"""

from __future__ import annotations

from broadsheet.desk.warnings.agencys import agencys
from broadsheet.desk.warnings.dead_links import dead_links
from broadsheet.desk.warnings.embeds import embeds
from broadsheet.desk.warnings.headlines import headlines
from broadsheet.desk.warnings.hours import hours
from broadsheet.desk.warnings.missing import missing
from broadsheet.desk.warnings.newer_version import newer_version
from broadsheet.desk.warnings.pictures import pictures
from broadsheet.desk.warnings.related import related
from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Story

__all__ = ["CHECKS", "Warning", "warnings_of"]

CHECKS = (newer_version, agencys, missing, headlines, pictures, embeds, related, dead_links, hours)


def warnings_of(story: Story) -> list[Warning]:
    """Everything that should be looked at before `story` is published."""
    return [warning for check in CHECKS for warning in check(story)]
