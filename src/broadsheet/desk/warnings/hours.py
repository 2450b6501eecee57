"""Times that contradict each other or that an editor may have forgotten."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.desk.moments import day_and_time
from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Story


def hours(story: Story) -> Iterator[Warning]:
    """An embargo ahead, a printed time ahead, rights or the story itself expired."""
    now = timezone.now()
    for field, code, message in (
        ("embargo_until", "embargo", _("It is under embargo: readers see it from %(moment)s.")),
        ("published_at", "ahead", _("Its printed time is ahead: readers see it from %(moment)s.")),
    ):
        moment = getattr(story, field)
        told = field == "published_at" and moment == story.embargo_until
        if moment and moment > now and not told:
            yield Warning(code, message % {"moment": day_and_time(moment)}, field)
    for field, code, message in (
        ("rights_expire_at", "rights-over", _("The right to show it ended at %(moment)s.")),
        ("expire_at", "expired", _("It expired at %(moment)s.")),
    ):
        moment = getattr(story, field)
        if moment and moment <= now:
            yield Warning(code, message % {"moment": day_and_time(moment)}, field)
    if story.updated_at and story.published_at and story.updated_at < story.published_at:
        yield Warning(
            "updated-before", _("It is printed as updated before it was published."), "updated_at"
        )
