"""Let what is there already know of something that has come (a picture, a package's member), or of
an hour that has."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from broadsheet.desk.actions.apply_wire_update import ApplyWireUpdate
from broadsheet.desk.models import WireStory
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_members import carriers_of, showing
from broadsheet.desk.wire_outcome import Outcome
from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch

logger = logging.getLogger(__name__)
# How often the clock looks for embargoes that have ended, and waits after a failure, in seconds.
EVERY = 1.0
PAUSE = timedelta(seconds=60)


def bring_to(
    wire_story: WireStory, copy: WireCopy, *, news: Collection[str] | None = ()
) -> tuple[Outcome, Story]:
    """Bring a story to what `copy` says, and note when there will be more to say.

    `news` are the guids of what the agency has just said something of; None the item itself.
    """
    done = ApplyWireUpdate(wire_story, copy, news=news).execute()
    if copy.free_at != wire_story.refresh_at:
        WireStory.objects.filter(pk=wire_story.pk).update(refresh_at=copy.free_at)
    return done


def refresh_story(dispatch: Dispatch, *, news: Collection[str] = ()) -> None:
    """Bring the story of `dispatch`, if there is one, to what can be said now."""
    wire_story = WireStory.objects.filter(dispatch=dispatch).first()
    if wire_story is not None and not dispatch.is_tombstone:
        bring_to(wire_story, WireCopy(dispatch), news=news)


def refresh_packages(dispatch: Dispatch, *, is_news: bool = False) -> None:
    """The same for the packages that carry it, and for what shows it as a picture. `is_news` is
    whether it has just come."""
    for package in (*carriers_of(dispatch), *showing(dispatch)):
        refresh_story(package, news=[dispatch.guid] if is_news else ())


def refresh_due() -> int:
    """The same for all that an embargo on some part of them held back until now; how many.

    Each in a transaction of its own; one that fails is logged and tried again later.
    """
    done = 0
    due = WireStory.objects.filter(refresh_at__lte=timezone.now()).order_by("refresh_at")
    for pk in list(due.values_list("pk", flat=True)):
        try:
            done += _refresh(pk)
        except Exception:
            logger.exception("the story from the wire %s is due, but failed", pk)
            WireStory.objects.filter(pk=pk).update(refresh_at=timezone.now() + PAUSE)
    return done


@transaction.atomic
def _refresh(pk: int) -> bool:
    rows = WireStory.objects.filter(pk=pk, refresh_at__lte=timezone.now())
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    found = rows.select_related("dispatch__provider", "dispatch__head").first()
    if found is None:
        return False
    WireStory.objects.filter(pk=pk).update(refresh_at=None)
    refresh_story(found.dispatch)
    return True
