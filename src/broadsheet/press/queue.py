"""The queue: take in what has changed, then press what is wanted."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Min
from django.utils import timezone

from broadsheet.plates.rounds import one_round
from broadsheet.plates.waking import SECOND_PIPE, wake
from broadsheet.press.claiming import (
    change_is_due,
    claim_change,
    get_on,
    keep,
    let_go,
    others_go_first,
)
from broadsheet.press.failures import note_failure
from broadsheet.press.models import Change, Plate
from broadsheet.press.outdating import outdate_some, own_pages, want_urgent
from broadsheet.press.pressing import CLAIM, press_claimed
from broadsheet.press.purging import purge
from broadsheet.press.tree import plate_tree

# Pages that are pressed between two batches of a large change.
PAGES_BETWEEN = 20
BUSY_PAUSE = timedelta(milliseconds=50)


def work(stopped: threading.Event | None = None) -> int:
    """Take in every change that is due and press every page that is wanted; how many there were.

    Once `stopped` is set, what is left is left for the next time.
    """
    done = 0
    is_through = True
    while not _is_set(stopped):
        change = claim_change(new_ones_first=not is_through)
        if change is None:
            break
        try:
            is_through = _take_in(change, stopped)
        except BaseException:
            let_go(change)
            raise
        done += is_through
    return done + press_wanted(stopped=stopped)


def _take_in(change: Change, stopped: threading.Event | None) -> bool:
    """First the pages people wait for, then the rest: stale, or gone where something vanishes.

    Whether it is through. Between two batches of the rest it lets others go first.
    """
    if change.after is None:
        if change.due_at > change.made_at:
            # Readers were told of others when they were committed; of this one the hour tells.
            plate_tree().note_change()
        own = want_urgent(change)
        press_wanted(stopped=stopped, willing=partial(keep, change), untrue_only=True)
    else:
        own = own_pages(change)
    while (after := outdate_some(change, own)) is not None:
        change.after = after
        if not get_on(change):
            return False
        if not change.vanishes:
            press_wanted(PAGES_BETWEEN, stopped, partial(keep, change))
        if _is_set(stopped) or others_go_first(change):
            let_go(change)
            return False
    Change.objects.filter(pk=change.pk).update(done_at=timezone.now())
    return True


def press_wanted(
    limit: int | None = None,
    stopped: threading.Event | None = None,
    willing: Callable[[], bool] = lambda: True,
    *,
    untrue_only: bool = False,
) -> int:
    """Press up to `limit` wanted pages, those first that people wait for; how many there were.

    Before each page `willing` is asked whether to go on. With `untrue_only` stale pages that are
    merely read are left, and so they are as soon as a change is due.
    """
    done = 0
    with one_round():
        while (limit is None or done < limit) and willing():
            plate = _claim_page(untrue_only)
            if plate is None:
                break
            done += 1
            if done == 1:
                # People wait for a story and for its front: a second may press the one meanwhile.
                wake(plate_tree().root, pipe=SECOND_PIPE)
            press(plate)
            if change_is_due(new=untrue_only) or _is_set(stopped):
                break
    return done


def _is_set(stopped: threading.Event | None) -> bool:
    return stopped is not None and stopped.is_set()


def press(plate: Plate, *, wait: bool = False) -> bool:
    """Press one claimed page; a failure is noted with it and tried again after a pause.

    Whether it went. One that a reader's worker presses just now is looked at again a little later,
    or right after that with `wait`.
    """
    try:
        press_claimed(plate, wait=wait)
    except BlockingIOError:
        # What the worker has not made true by then is pressed after all.
        mine = Plate.objects.filter(pk=plate.pk, wanted_at__isnull=False)
        mine.update(wanted_at=timezone.now() + BUSY_PAUSE)
        return False
    except Exception as error:
        note_failure(plate, error)
        return False
    purge(plate.path)
    return True


def next_moment() -> datetime | None:
    """When the next change or page is due, if any is waiting."""
    waiting = Change.objects.filter(done_at=None)
    change = waiting.filter(taken_at=None).aggregate(at=Min("due_at"))["at"]
    # One that another press has taken in is due when that press must have died.
    taken = waiting.aggregate(at=Min("taken_at"))["at"]
    page = Plate.objects.filter(wanted_at__isnull=False).aggregate(at=Min("wanted_at"))["at"]
    return min(filter(None, (change, taken and taken + CLAIM, page)), default=None)


def _claim_page(untrue_only: bool = False) -> Plate | None:
    now = timezone.now()
    due = Plate.objects.filter(wanted_at__lte=now)
    if untrue_only:
        due = due.filter(stale=False)
    # What a change has made untrue goes before stale pages that are merely read.
    while (plate := due.order_by("stale", "rank", "wanted_at").first()) is not None:
        mine = Plate.objects.filter(pk=plate.pk, wanted_at=plate.wanted_at)
        # Wanted again in a minute: should this process die, another presses the page then.
        if mine.update(wanted_at=now + CLAIM):
            return plate
    return None
