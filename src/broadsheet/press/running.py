"""The press at work: it waits for a bell, a due hour or a second to pass, and empties its queue."""

from __future__ import annotations

import logging
import threading

from django.db import close_old_connections
from django.db.models import F
from django.utils import timezone

from broadsheet.plates.waking import Bell
from broadsheet.press.models import Plate
from broadsheet.press.queue import next_moment, work
from broadsheet.press.tree import plate_tree

logger = logging.getLogger(__name__)
LONGEST_WAIT = 1.0
PATIENCE = 30.0


def run(stopped: threading.Event) -> None:
    """Press what is wanted until `stopped`. A database that is away is asked again, ever slower."""
    bell = Bell(plate_tree().root)
    pause = LONGEST_WAIT
    try:
        while not stopped.is_set():
            try:
                for path in bell.wait(_patience()):
                    want(path)
                work(stopped)
                pause = LONGEST_WAIT
            except Exception:
                logger.exception("The press stopped; trying again in %d seconds", pause)
                close_old_connections()
                stopped.wait(pause)
                pause = min(pause * 2, PATIENCE)
    finally:
        bell.close()


def want(path: str) -> None:
    """Press `path`, a plate that somebody reads and that is marked stale, next."""
    # The mark may be younger than the press that made the plate true: it counts, not the table.
    if plate_tree().is_stale(path):
        Plate.objects.filter(path=path, wanted_at=None).update(
            wanted_at=timezone.now(), wish=F("wish") + 1
        )


def _patience() -> float:
    """Seconds until something is due by itself, at most one."""
    moment = next_moment()
    if moment is None:
        return LONGEST_WAIT
    return min(LONGEST_WAIT, max(0.0, (moment - timezone.now()).total_seconds()))
