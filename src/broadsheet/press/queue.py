"""The queue: take in what has changed, then press what is wanted."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone

from broadsheet.plates import file_for
from broadsheet.plates.rounds import one_round
from broadsheet.plates.tags import Rank
from broadsheet.plates.waking import SECOND_PIPE, wake
from broadsheet.press.addresses import places
from broadsheet.press.models import Change, Plate, PlateTag
from broadsheet.press.pressing import CLAIM, press_claimed
from broadsheet.press.purging import purge, purging
from broadsheet.press.tree import plate_tree

logger = logging.getLogger(__name__)
LONGEST_PAUSE = 600
BATCH = 500
FURTHER_PAGES = 100
BUSY_PAUSE = timedelta(milliseconds=50)


def work(stopped: threading.Event | None = None) -> int:
    """Take in every change that is due and press every page that is wanted; how many there were.

    Once `stopped` is set, what is still wanted is left for the next time.
    """
    done = 0
    while not _is_set(stopped) and (change := _claim_change()) is not None:
        done += 1
        try:
            _take_in(change, stopped)
        except BaseException:
            Change.objects.filter(pk=change.pk).update(taken_at=None)
            raise
    return done + press_wanted(stopped=stopped)


def press_wanted(
    limit: int | None = None,
    stopped: threading.Event | None = None,
    willing: Callable[[], bool] = lambda: True,
) -> int:
    """Press up to `limit` wanted pages, those first that people wait for; how many there were.

    Before each page `willing` is asked whether to go on.
    """
    done = 0
    with one_round(), purging():
        while (limit is None or done < limit) and willing():
            plate = _claim_page()
            if plate is None:
                break
            done += 1
            press(plate)
            if done == 1:
                # The first page is what people wait for most; with the others a second may help.
                wake(plate_tree().root, pipe=SECOND_PIPE)
            if _change_is_due() or _is_set(stopped):
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
        tries = plate.tries + 1
        pause = min(2**tries, LONGEST_PAUSE)
        logger.warning("%s could not be pressed (try %d): %s", plate.path, tries, error)
        Plate.objects.filter(pk=plate.pk).update(
            tries=tries,
            error=(str(error) or traceback.format_exc(limit=-4))[-4000:],
            wanted_at=timezone.now() + timedelta(seconds=pause),
        )
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


def _change_is_due() -> bool:
    return _due_changes(timezone.now()).exists()


def _due_changes(now: datetime) -> QuerySet[Change]:
    free = Q(taken_at=None) | Q(taken_at__lt=now - CLAIM)
    return Change.objects.filter(free, done_at=None, due_at__lte=now)


def _claim_change() -> Change | None:
    now = timezone.now()
    while (change := _due_changes(now).order_by("-vanishes", "due_at", "pk").first()) is not None:
        mine = Change.objects.filter(pk=change.pk, taken_at=change.taken_at, done_at=None)
        if mine.update(taken_at=now):
            return change
    return None


def _claim_page() -> Plate | None:
    now = timezone.now()
    due = Plate.objects.filter(wanted_at__lte=now)
    # What a change has made untrue goes before stale pages that are merely read.
    while (plate := due.order_by("stale", "rank", "wanted_at").first()) is not None:
        mine = Plate.objects.filter(pk=plate.pk, wanted_at=plate.wanted_at)
        # Wanted again in a minute: should this process die, another presses the page then.
        if mine.update(wanted_at=now + CLAIM):
            return plate
    return None


def _take_in(change: Change, stopped: threading.Event | None) -> None:
    """First the pages people wait for, then the rest: stale, or gone where something vanishes."""
    if change.due_at > change.made_at:
        # Readers were told of others when they were committed; of this one the hour tells.
        plate_tree().note_change()
    own = _want_paths(change.paths, Rank.STORY)
    if change.everything:
        _want_paths(places(), Rank.PROMPT)
        prompt = Plate.objects.filter(rank__lte=Rank.PROMPT).exclude(rank=Rank.STORY)
        rest = Plate.objects.exclude(pk__in=prompt.values("pk"))
    else:
        bearers = PlateTag.objects.filter(tag__in=change.tags)
        if not change.vanishes:
            bearers = bearers.filter(firm=True)
        pages = Plate.objects.filter(pk__in=bearers.values("plate_id")).exclude(pk__in=own)
        prompt = pages.filter(rank__gt=Rank.STORY, rank__lte=Rank.PROMPT)
        rest = pages.filter(Q(rank=Rank.STORY) | Q(rank__gt=Rank.PROMPT))
    _wish_for(prompt, wanted_at=timezone.now(), stale=False)
    press_wanted(stopped=stopped)
    _outdate(rest, drop=change.vanishes)
    Change.objects.filter(pk=change.pk).update(done_at=timezone.now())


@transaction.atomic
def _want_paths(paths: Iterable[str], rank: Rank) -> list[int]:
    """Want the pages at `paths`, and the further pages of paged stories among them.

    `rank` is for those that were never pressed.
    """
    found: list[int] = []
    for path in paths:
        if file_for(path) is None:
            continue
        plate, _created = Plate.objects.get_or_create(path=path, defaults={"rank": rank})
        further = Plate.objects.filter(
            path__in=[f"{path}{number}/" for number in range(2, FURTHER_PAGES)], rank=Rank.STORY
        )
        found += [plate.pk, *further.values_list("pk", flat=True)]
    _wish_for(Plate.objects.filter(pk__in=found), wanted_at=timezone.now(), stale=False)
    return found


@transaction.atomic
def _wish_for(pages: QuerySet[Plate], **also: Any) -> None:
    """Count a wish for each of `pages`, and set what is to be set with it."""
    if connection.features.has_select_for_update:
        # In one order: two presses that take in changes to the same fronts wait for each other.
        list(pages.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    pages.update(wish=F("wish") + 1, **also)


def _outdate(pages: QuerySet[Plate], *, drop: bool) -> None:
    """Mark `pages` stale, in batches; with `drop` their plates go, and the next read presses."""
    tree = plate_tree()
    last = 0
    while True:
        rows = list(pages.filter(pk__gt=last).order_by("pk").values_list("pk", "path")[:BATCH])
        if not rows:
            return
        last = rows[-1][0]
        _wish_for(Plate.objects.filter(pk__in=[pk for pk, _path in rows]), stale=True)
        with purging():
            for _pk, path in rows:
                if drop:
                    tree.drop(path)
                    purge(path)
                else:
                    tree.mark_stale(path)
