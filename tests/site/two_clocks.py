"""Two clocks on one home, which are killed in turn at random: run by test_clock_processes."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from wagtail.models import ModelLogEntry

from broadsheet.press.models import Fingerprint
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Section, Story
from tests.factories import StoryFactory
from tests.press.newsroom import found_newsroom

A_SECOND = 2
KILLS = 5
# Time that the clock that stands by has to take over before it is killed in its turn.
IN_PEACE = 6.0
LONGEST_GAP = 3.0
PATIENCE = 60


def main(given: str) -> None:
    """Print, for each story, how late each of its publications was, in seconds; and which stories
    were due well before the first kill.
    """
    chance = Random(int(given))
    clocks = [start_clock()]
    try:
        found_newsroom(1)
        # Noted by the clock that is elected.
        wait_for(lambda: Fingerprint.objects.filter(name="build").exists())
        began = time.monotonic()
        clocks.append(start_clock())
        wait_for(lambda: has_child(clocks[1]))
        pace = time.monotonic() - began
        longest = min(pace, LONGEST_GAP)
        gaps = [2.4, IN_PEACE, *(longest * chance.random() for _ in range(KILLS - 2))]
        hours = schedule(seconds=math.ceil(sum(gaps)) + 1)
        first = min(hours.values())
        kills = [first + timedelta(seconds=after) for after in accumulate(gaps)]
        for number, moment in enumerate(kills):
            time.sleep(max(0.0, (moment - datetime.now(UTC)).total_seconds()))
            # The first is the one that is elected.
            victim = chance.randrange(2) if number else 0
            kill(clocks[victim])
            clocks[victim] = start_clock()
        wait_for(lambda: Story.objects.filter(pk__in=hours, live=True).count() == len(hours))
        wait_for(lambda: all(map(plate_tree().body, paths(hours))))
        # Time for whoever would publish something twice.
        time.sleep(0.6)
    finally:
        for clock in clocks:
            kill(clock)
    log = ModelLogEntry.objects.filter(action="wagtail.publish.scheduled")
    late = {
        pk: [(entry.timestamp - hour).total_seconds() for entry in log.filter(object_id=str(pk))]
        for pk, hour in hours.items()
    }
    before = [pk for pk, hour in hours.items() if hour < kills[0] - timedelta(seconds=1)]
    print(json.dumps({"late": late, "before": before}))


def kill(clock: subprocess.Popen[bytes]) -> None:
    """Kill the clock with all its processes."""
    os.killpg(clock.pid, signal.SIGKILL)
    clock.wait()


def start_clock() -> subprocess.Popen[bytes]:
    """A clock in a group of its own, so that all of it can be killed at once."""
    return subprocess.Popen([sys.executable, "-m", "broadsheet.site.clock"], start_new_session=True)


def has_child(process: subprocess.Popen[bytes]) -> bool:
    """Whether the clock's second process is there, which wants to be elected."""
    return bool(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def schedule(seconds: int) -> dict[int, datetime]:
    """Stories that go out some a second, for so many seconds from soon on: when each of them does.

    All are there before the first is due, however slow the machine is.
    """
    section = Section.objects.order_by("pk")[0]
    began = time.monotonic()
    drafts = [StoryFactory(section=section) for _number in range(seconds * A_SECOND)]
    took = time.monotonic() - began
    start = datetime.fromtimestamp(math.ceil(time.time() + took * 4) + 1, UTC)
    hours = {}
    for number, story in enumerate(drafts):
        story.go_live_at = start + timedelta(seconds=number // A_SECOND)
        story.save_revision().publish()
        hours[story.pk] = story.go_live_at
    if datetime.now(UTC) > start:
        raise TimeoutError("the machine is too slow to schedule in time")
    return hours


def paths(hours: dict[int, datetime]) -> list[str]:
    """Addresses of the scheduled stories."""
    return list(Story.objects.filter(pk__in=hours).values_list("path", flat=True))


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until `happened`; raise `TimeoutError` when that takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError(happened.__code__)
        time.sleep(0.05)
