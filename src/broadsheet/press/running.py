"""The press at work: it waits for a bell, a due hour or a second to pass, and empties its queue."""

from __future__ import annotations

import gc
import logging
import os
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.db import close_old_connections
from django.db.models import F
from django.utils import timezone

from broadsheet.plates.rounds import begin_anew
from broadsheet.plates.waking import SECOND_PIPE, Bell, note_turn
from broadsheet.press.models import Plate
from broadsheet.press.queue import next_moment, press_wanted, work
from broadsheet.press.tree import plate_tree

logger = logging.getLogger(__name__)
LONGEST_WAIT = 1.0
PATIENCE = 30.0
# How often the second press looks for a processor before it gives up, and how many seconds apart.
LOOKS = 10
BETWEEN_LOOKS = 0.003
# Objects after which Python looks for garbage: more than the pages of one change make. Looking took
# a twentieth of the time until they stood; now it is done when they do.
MADE_IN_A_ROUND = 150_000


def run(stopped: threading.Event) -> None:
    """Press what is wanted until `stopped`. A database that is away is asked again, ever slower."""

    def at_the_bell(bell: Bell) -> None:
        note_turn(plate_tree().root)
        for path in bell.wait(_patience()):
            want(path)
        work(stopped)

    _again_and_again(at_the_bell, Bell(plate_tree().root), stopped)


def lend_a_hand(stopped: threading.Event) -> None:
    """Press, until `stopped`, what is wanted beside the page that another press is at.

    Only while a processor is free: among busy readers two presses would hinder each other.
    """

    def at_the_bell(bell: Bell) -> None:
        for _path in bell.wait(LONGEST_WAIT):
            pass
        press_wanted(stopped=stopped, willing=finds_a_processor)

    _again_and_again(at_the_bell, Bell(plate_tree().root, pipe=SECOND_PIPE), stopped)


def finds_a_processor() -> bool:
    """Whether one is free within a moment: of those that want one now most are soon done."""
    for _look in range(LOOKS):
        if is_processor_free():
            return True
        time.sleep(BETWEEN_LOOKS)
        # What is read for a page must not be older than the change that wants it.
        begin_anew()
    return False


def is_processor_free() -> bool:
    """Whether no more processes want a processor than there are, as Linux tells; else always."""
    return _others_that_run() <= (os.cpu_count() or 1)


def is_processor_idle() -> bool:
    """Whether a processor has nothing to do but for the process that asks, as Linux tells."""
    return _others_that_run() < (os.cpu_count() or 1)


def _others_that_run() -> int:
    try:
        said = Path("/proc/stat").read_text()
    except OSError:
        return 0
    found = re.search(r"^procs_running (\d+)$", said, re.MULTILINE)
    # One of them is the process that asks.
    return int(found[1]) - 1 if found else 0


def _again_and_again(
    at_the_bell: Callable[[Bell], None], bell: Bell, stopped: threading.Event
) -> None:
    pause = LONGEST_WAIT
    looks = gc.get_threshold()
    gc.set_threshold(MADE_IN_A_ROUND, *looks[1:])
    try:
        while not stopped.is_set():
            try:
                at_the_bell(bell)
                gc.collect(0)
                pause = LONGEST_WAIT
            except Exception:
                logger.exception("The press stopped; trying again in %d seconds", pause)
                close_old_connections()
                stopped.wait(pause)
                pause = min(pause * 2, PATIENCE)
    finally:
        gc.set_threshold(*looks)
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
