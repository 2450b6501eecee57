"""*Most popular in 24h* on the rail and on its page: when the press is told of a change."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from broadsheet.plates import tags
from broadsheet.popularity.ranking import Ranking, ranking
from broadsheet.press.changes import note_change
from broadsheet.press.fingerprints import has_changed
from broadsheet.stories.models import Edition, Story
from broadsheet.stories.rails import FleetingRail, Ranked

LENGTH = 10
PAGE_LENGTH = 20
# Seconds after which a list that is the same still says so: readers hide one of ten minutes ago.
CONFIRMED_EVERY = 240


def popular_in(edition: Edition) -> str:
    """The tag of what shows the rail with the edition's most popular stories."""
    return f"popular:{edition.pk}"


def popular_page(edition: Edition) -> str:
    """The tag of the page with the edition's list, which is longer and shown when it is short."""
    return f"popular-page:{edition.pk}"


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
    """Let the press know of each edition whose rail or page is another one now; how many there are.

    To be called after each roll-up, also where nothing was read or the roll-up failed: reads leave
    the window, and lists grow old.
    """
    return sum(_note_if_changed(edition) for edition in Edition.objects.all())


@transaction.atomic
def _note_if_changed(edition: Edition) -> bool:
    found = ranking(edition, length=PAGE_LENGTH)
    shown = {popular_in(edition): _on_the_rail(found), popular_page(edition): _on_the_page(found)}
    changed = [tag for tag, value in shown.items() if has_changed(tag, value)]
    if changed:
        note_change(changed)
    return bool(changed)


def _on_the_rail(found: Ranking) -> list[int]:
    if found.until is None or not found.is_shown:
        return []
    confirmed = int(found.until.timestamp()) // CONFIRMED_EVERY
    return [confirmed, *(entry.story_id for entry in found.entries[:LENGTH])]


def _on_the_page(found: Ranking) -> list[int]:
    return [found.is_fresh, *(entry.story_id for entry in found.entries if found.is_fresh)]


RAIL = FleetingRail("popular", _("Most popular in 24h"), "top", popular_path, read_rail)
