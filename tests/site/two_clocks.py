"""Two clocks on one home, one of which is killed: run by test_clock_processes."""

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
from pathlib import Path

from wagtail.models import ModelLogEntry

from broadsheet.press.models import Fingerprint
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Section, Story
from tests.factories import StoryFactory
from tests.press.newsroom import found_newsroom

STORIES = 20
A_SECOND = 4
PATIENCE = 60


def main() -> None:
    """Print, for each story, how late each of its publications was, in seconds."""
    first = start_clock()
    clocks = [first]
    try:
        found_newsroom(1)
        # Noted by the clock that is elected.
        wait_for(lambda: Fingerprint.objects.filter(name="build").exists())
        clocks.append(start_clock())
        wait_for(lambda: has_child(clocks[1]))
        hours = schedule(datetime.fromtimestamp(math.ceil(time.time()) + 2, UTC))
        killed_at = min(hours.values()) + timedelta(seconds=2.4)
        time.sleep(max(0.0, (killed_at - datetime.now(UTC)).total_seconds()))
        os.killpg(first.pid, signal.SIGKILL)
        wait_for(lambda: Story.objects.filter(pk__in=hours, live=True).count() == STORIES)
        wait_for(lambda: all(map(plate_tree().body, paths(hours))))
        # Time for whoever would publish something twice.
        time.sleep(0.6)
    finally:
        for clock in clocks:
            os.killpg(clock.pid, signal.SIGKILL)
            clock.wait()
    log = ModelLogEntry.objects.filter(action="wagtail.publish.scheduled")
    late = {
        pk: [(entry.timestamp - hour).total_seconds() for entry in log.filter(object_id=str(pk))]
        for pk, hour in hours.items()
    }
    before = [pk for pk, hour in hours.items() if hour < killed_at - timedelta(seconds=1)]
    print(json.dumps({"late": late, "before": before}))


def start_clock() -> subprocess.Popen[bytes]:
    """A clock in a group of its own, so that all of it can be killed at once."""
    return subprocess.Popen([sys.executable, "-m", "broadsheet.site.clock"], start_new_session=True)


def has_child(process: subprocess.Popen[bytes]) -> bool:
    """Whether the clock's second process is there, which wants to be elected."""
    return bool(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split())


def schedule(start: datetime) -> dict[int, datetime]:
    """Stories that go out some a second from `start` on: when each of them does."""
    section = Section.objects.order_by("pk")[0]
    hours = {}
    for number in range(STORIES):
        hour = start + timedelta(seconds=number // A_SECOND)
        story = StoryFactory(section=section, go_live_at=hour)
        story.save_revision().publish()
        hours[story.pk] = hour
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
