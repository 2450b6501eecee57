"""A hundred changes at once, and several presses: run by test_concurrency."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from random import Random

from django.db import connections
from django.utils import timezone

from broadsheet.press.pressing import CLAIM
from broadsheet.press.queue import next_moment
from broadsheet.press.running import run
from broadsheet.press.tree import plate_tree
from tests.press.conftest import press_everything, settle
from tests.press.newsroom import change_something, faults, found_newsroom
from tests.press.plate_files import leftovers, torn_plates

PRESSES = 2
THREADS = 10
EACH = 10
PATIENCE = 60


def main(given: str) -> None:
    """Print what was done and what is wrong afterwards."""
    seed = int(given)
    found_newsroom(8)
    settle()
    press_everything()
    settle()
    connections.close_all()
    presses = [fork_press() for _number in range(PRESSES)]
    stopped = threading.Event()
    thread = threading.Thread(target=run, args=[stopped])
    thread.start()
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            done = list(chain.from_iterable(pool.map(work_at_desk, range(seed, seed + THREADS))))
        wait_for_the_queue()
    finally:
        stopped.set()
        for press in presses:
            os.kill(press, signal.SIGTERM)
    thread.join()
    statuses = [os.waitpid(press, 0)[1] for press in presses]
    settle()
    root = plate_tree().root
    wrong = faults() + torn_plates(root) + leftovers(root)
    print(json.dumps({"done": done, "statuses": statuses, "wrong": wrong}))


def wait_for_the_queue() -> None:
    """Until nothing waits for a press but what is due at a later hour, or patience ends."""
    deadline = time.monotonic() + PATIENCE
    while (moment := next_moment()) and moment <= timezone.now() + CLAIM:
        if time.monotonic() > deadline:
            raise TimeoutError("The queue doesn't end")
        time.sleep(0.05)


def fork_press() -> int:
    """A press in a process of its own, until SIGTERM; its number."""
    press = os.fork()
    if press:
        return press
    stopped = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    run(stopped)
    connections.close_all()
    os._exit(0)


def work_at_desk(seed: int) -> list[str]:
    """One editor's changes; what they were."""
    chance = Random(seed)
    try:
        return [change_something(chance, f"{seed} {number}") for number in range(EACH)]
    finally:
        connections.close_all()
