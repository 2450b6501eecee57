"""Roll-ups on several nodes at once that are killed again and again: run by test_nodes."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

from django.conf import settings
from django.db import connections

from broadsheet.popularity.models import HourReads, MinuteReads, PlaceMinutes, Standing
from broadsheet.popularity.rolling import roll_up
from tests.factories import found_test_edition, make_section
from tests.popularity.readers import Read, Readers, old_stories

BEGIN = 1_795_521_600
MINUTES = 60
KILLS = 12
NODES = ("east", "west")


def main(given: str) -> None:
    """Print what was counted and what should have been."""
    lot = Random(int(given))
    section = make_section(found_test_edition())
    stories = [story.pk for story in old_stories(section, 12)]
    # East and west have disks of their own; on each of them two roll-ups meet.
    homes = {node: Path(settings.HOME) / node for node in NODES}
    readers = {node: Readers(home) for node, home in homes.items()}
    for minute in range(MINUTES):
        for node in NODES:
            at = BEGIN + 60 * minute
            readers[node].send(
                *(
                    Read(
                        at + lot.randrange(60),
                        at - lot.choice([0, 0, 0, 60, 3600]),
                        lot.choice(stories),
                        f"{node} {lot.randrange(8)}",
                        node,
                        lot.randrange(3),
                    )
                    for _ in range(60)
                )
            )
    connections.close_all()
    end = BEGIN + 60 * MINUTES + 2
    workers = {fork(homes[node], end): node for node in NODES * 2}
    for _ in range(KILLS):
        time.sleep(0.03 + 0.25 * lot.random())
        victim = lot.choice(sorted(workers))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        node = workers.pop(victim)
        workers[fork(homes[node], end)] = node
    statuses = [os.waitpid(worker, 0)[1] for worker in sorted(workers)]
    for node in NODES:
        roll_up(homes[node], end)
    expected: Counter[tuple[int, int]] = Counter()
    for each in readers.values():
        expected.update(each.recount())
    rows = MinuteReads.objects.values_list("story_id", "minute", "reads")
    counted = {(story, minute): reads for story, minute, reads in rows}
    whole = sum(expected.values())
    print(
        json.dumps(
            {
                "statuses": statuses,
                "wrong": sorted(set(expected.items()) ^ set(counted.items())),
                "hours": sum(HourReads.objects.values_list("reads", flat=True)) - whole,
                "places": sum(PlaceMinutes.objects.values_list("reads", flat=True)) - 2 * whole,
                "week": sum(Standing.objects.values_list("week", flat=True)) - 2 * whole,
                "left": [str(file) for each in readers.values() for file in each.files()],
            }
        )
    )


def fork(home: Path, end: int) -> int:
    """A process that rolls up what lies in `home`, a minute's logs at a time; its id."""
    process = os.fork()
    if process:
        return process
    try:
        for second in range(BEGIN + 62, end + 1, 60):
            roll_up(home, second)
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(1)
    os._exit(0)
