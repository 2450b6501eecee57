"""Related stories that readers can't see."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Story


def related(story: Story) -> Iterator[Warning]:
    """Each related story that is not public: readers don't see the link."""
    for block in story.body:
        if block.block_type != "related":
            continue
        for other in block.value["stories"]:
            if other is not None and not other.is_public():
                yield Warning(
                    "related-unpublished",
                    _("The related story “%(story)s” is not public, so it is left out.")
                    % {"story": other.front_headline},
                    "body",
                    str(other.pk),
                )
