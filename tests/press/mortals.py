"""Publish and press, and be killed while doing so, again and again: run by test_killed_processes.

The parent starts Django once and opens no connection of its own. Each round it forks a child that
publishes and presses in a loop and says so through a pipe, and kills it after a while.
"""

from __future__ import annotations

import json
import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import count
from random import Random
from statistics import median

from django.db import connection, connections
from wagtail.models import Revision

from broadsheet.press import claiming, outdating, pressing, queue, sweep
from broadsheet.press.changes import note_everything
from broadsheet.press.queue import next_moment, work
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Story
from tests.press.conftest import press_everything, settle
from tests.press.newsroom import change_something, faults, found_newsroom
from tests.press.plate_files import half_files, leftovers, torn_plates

# A minute in the paper; here the next child may have what a dead one had claimed.
CLAIM = timedelta(seconds=0.2)
RECOVERED_EVERY = 40
NEW_BUILDS = 0.05


def main(rounds: str, given: str) -> None:
    """Print how many changes were acknowledged, and what is wrong."""
    chance = Random(int(given))
    for module in (claiming, pressing, queue, sweep):
        module.CLAIM = CLAIM  # type: ignore[attr-defined]
    # Every change is a large one, in which a press may die.
    outdating.BATCH, outdating.REACH = 3, 10
    sweep.LEFTOVER_AGE = 0
    pace = open_paper(chance)
    said: list[str] = []
    wrong: list[str] = []
    for number in range(1, int(rounds) + 1):
        heard, problem = short_life(chance.random(), pace * chance.uniform(0.05, 1.2))
        said += heard
        wrong += [*problem, *half_files(plate_tree().root)]
        if number % RECOVERED_EVERY == 0 or wrong:
            wrong += in_child(recover) + in_child(partial(lost, said))
        if wrong:
            break
    print(json.dumps({"rounds": number, "acknowledged": len(said), "wrong": wrong}))


def open_paper(chance: Random) -> float:
    """A paper, pressed; all that children need is imported and compiled. No connection is left.

    Returns the seconds that a change and its pressing take on this machine.
    """
    found_newsroom(4)
    press_everything()
    took = []
    for number in range(12):
        began = time.monotonic()
        change_something(chance, f"first {number}")
        work()
        took.append(time.monotonic() - began)
    settle()
    connections.close_all()
    return median(took)


def short_life(seed: float, seconds: float) -> tuple[list[str], list[str]]:
    """A child that is killed after `seconds`: what it acknowledged, and whether it died before."""
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        with dying_with(1):
            connection.ensure_connection()
            os.write(mouth, b"\n")
            live(Random(seed), mouth)
    os.close(mouth)
    os.read(ear, 1)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(ear) as heard:
        lines = heard.read().split("\n")[:-1]
    return lines, [] if os.WIFSIGNALED(status) else ["a child died by itself"]


def live(chance: Random, mouth: int) -> None:
    """Publish and press until the end, which may be in the press at first as well."""
    if chance.random() < 0.5:
        work()
    for number in count():
        word = f"{chance.random():.9f} {number}"
        what = change_something(chance, word)
        os.write(mouth, f"{what}\t{word}\n".encode())
        if chance.random() < NEW_BUILDS:
            note_everything()
        work()


def recover() -> list[str]:
    """Let a press do what the dead have left, and look whether all is well."""
    deadline = time.monotonic() + 30
    settle()
    while next_moment() is not None and time.monotonic() < deadline:
        time.sleep(0.05)
        settle()
    sweep.tidy_tree()
    root = plate_tree().root
    waits = ["the queue doesn't end"] if next_moment() else []
    return waits + faults() + torn_plates(root) + leftovers(root)


def lost(said: list[str]) -> list[str]:
    """Those of the acknowledged changes of which nothing is found."""
    found = []
    for line in said:
        what, _tab, word = line.partition("\t")
        if what in {"edit", "new", "kill", "retitle", "special"} and (
            not Revision.objects.filter(object_str__contains=word).exists()
        ):
            found.append(f"{line} was lost")
        if what == "kill" and Story.objects.filter(headline__contains=word, live=True).exists():
            found.append(f"{line} came back")
    return found


def in_child(work: Callable[[], list[str]]) -> list[str]:
    """What `work` returns in a process of its own, so that this one opens no connection."""
    ear, mouth = os.pipe()
    child = os.fork()
    if not child:
        with dying_with(0):
            os.write(mouth, json.dumps(work()).encode())
    os.close(mouth)
    with os.fdopen(ear) as heard:
        answer = heard.read()
    os.waitpid(child, 0)
    return list(json.loads(answer)) if answer else ["a child that looked after the paper died"]


@contextmanager
def dying_with(status: int) -> Iterator[None]:
    """End this child with the block, without what Python does for a parent at its end."""
    try:
        yield
    except BaseException:
        traceback.print_exc()
        status = 1
    connections.close_all()
    os._exit(status)
