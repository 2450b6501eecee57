"""The rail *Most popular in 24h*: what it shows, and when the press is told that it has changed."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.plates import tags
from broadsheet.popularity.ranking import ranking
from broadsheet.press.changes import note_change
from broadsheet.press.fingerprints import has_changed
from broadsheet.stories.models import Edition, Story
from broadsheet.stories.rails import FleetingRail, Ranked

LENGTH = 10
# Seconds after which a list that is the same still says so: readers hide one of ten minutes ago.
CONFIRMED_EVERY = 240


def popular_in(edition: Edition) -> str:
    """The tag of what shows the edition's most popular stories."""
    return f"popular:{edition.pk}"


def popular_path(edition: Edition) -> str:
    """Address of the page with the edition's list."""
    return reverse("most_popular", kwargs={"prefix": edition.prefix} if edition.prefix else None)


def read_rail(edition: Edition) -> Ranked | None:
    """The edition's most popular stories; None where they are too few or counted too long ago."""
    tags.bear(popular_in(edition))
    found = ranking(edition, length=LENGTH)
    if found.until is None or not found.is_shown:
        return None
    stories = Story.objects.with_card().in_order([entry.story_id for entry in found.entries])
    return Ranked(stories, found.until)


def note_changed_lists() -> int:
    """Let the press know of each edition whose rail is another one now; how many there were.

    To be called after each roll-up, also where nothing was read: reads leave the window too.
    """
    return sum(_note_if_changed(edition) for edition in Edition.objects.all())


@transaction.atomic
def _note_if_changed(edition: Edition) -> bool:
    found = ranking(edition, length=LENGTH)
    shown: list[int] = []
    if found.until is not None and found.is_shown:
        confirmed = int(found.until.timestamp()) // CONFIRMED_EVERY
        shown = [confirmed, *(entry.story_id for entry in found.entries)]
    if not has_changed(popular_in(edition), shown):
        return False
    note_change([popular_in(edition)])
    return True


RAIL = FleetingRail("popular", _("Most popular in 24h"), "top", popular_path, read_rail)
