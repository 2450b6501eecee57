"""The press and the clock: four processes that `broadsheet clock` starts as one.

The press, since people wait for it, with a second that lends it a hand where there is another
processor; the timekeeper, which publishes and expires to the second and listens to the wire; and
the errands, which are heavy and may be late. Any number of clocks may run: who holds the lock of an
office does what must be done once. The second press and the errands are nicer than the others.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.press.registry import Chore

logger = logging.getLogger(__name__)
TICK = 0.25
PATIENCE = 30.0
HEAD_START = 3.0
LOOK_AROUND = 0.5
# Seconds between two looks whether an office is still held.
STILL_HELD = 1.0
LAST_WORDS = 8.0
NICENESS = {"run_errands": 10}
# Given on the command line by whoever starts the clock and wants it to end with itself.
WITH_PARENT = "--with-parent"


def main() -> None:
    """Press and keep time until SIGTERM or SIGINT; end with status 1 where one of the two died."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    if WITH_PARENT in sys.argv:
        threading.Thread(target=_watch, args=[stopped, os.getppid()], daemon=True).start()
    # Readers first: the server's workers are starting on the same processors.
    if stopped.wait(HEAD_START):
        return
    # Not sooner: the commands import this module in their turn.
    from broadsheet.site.cli.start import start_django
    from broadsheet.site.settling import settle

    start_django()
    settle()
    parent = os.getpid()
    jobs = [keep_time, run_errands]
    if (os.cpu_count() or 1) > 1:
        jobs.append(lend_a_hand)
    others = []
    for job in jobs:
        process = os.fork()
        if process == 0:
            os._exit(_beside(job, stopped, parent))
        others.append(process)
    sys.exit(_press(stopped, others))


def _press(stopped: threading.Event, others: list[int]) -> int:
    """Press until `stopped` or until one of the other processes has died; the exit status."""
    from broadsheet.press import running

    pressing = threading.Thread(target=running.run, args=[stopped], name="press")
    pressing.start()
    dead: set[int] = set()
    while not stopped.wait(LOOK_AROUND):
        dead = {process for process in others if os.waitpid(process, os.WNOHANG)[0] == process}
        if dead:
            logger.error("One of the clock's processes has died; ending, to be started anew")
            stopped.set()
    _see_off([process for process in others if process not in dead])
    pressing.join()
    return int(bool(dead))


def _see_off(processes: list[int]) -> None:
    """End `processes`, all at once: those that are not done in time are killed."""
    for process in processes:
        os.kill(process, signal.SIGTERM)
    left = set(processes)
    until = time.monotonic() + LAST_WORDS
    while left:
        left = {process for process in left if os.waitpid(process, os.WNOHANG)[0] != process}
        if left and time.monotonic() > until:
            for process in left:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
            return
        time.sleep(0.02)


def _beside(job: Callable[[threading.Event], None], stopped: threading.Event, parent: int) -> int:
    """Do `job` until `stopped` or until the press has died; the exit status."""
    from broadsheet.press.purging import say_what_is_left

    os.nice(NICENESS.get(job.__name__, 0))
    threading.Thread(target=_watch, args=[stopped, parent], daemon=True).start()
    try:
        job(stopped)
    except Exception:
        # The first process sees the status, ends, and is started anew with all of them.
        logger.exception("%s ended by a failure", job.__name__)
        return 1
    finally:
        say_what_is_left()
    return 0


def _watch(stopped: threading.Event, parent: int) -> None:
    while not stopped.wait(LOOK_AROUND):
        if os.getppid() != parent:
            stopped.set()


def lend_a_hand(stopped: threading.Event) -> None:
    """Press beside the press until `stopped`."""
    from broadsheet.press import running

    running.lend_a_hand(stopped)


def keep_time(stopped: threading.Event) -> None:
    """Do what is due to the second, once elected, until `stopped`."""
    _hold_office("clock", stopped)


def run_errands(stopped: threading.Event) -> None:
    """Do what is heavy and may be late, once elected, until `stopped`."""
    _hold_office("errands", stopped)


def _hold_office(office: str, stopped: threading.Event) -> None:
    """Do what `office` does whenever it is held, until `stopped`.

    Where the lock is lost another may hold it: what is begun is ended, and the office stood for
    again.
    """
    from broadsheet.site.election import DATABASE_IS_AWAY, elected

    while not stopped.is_set():
        try:
            with elected(office, stopped) as holds:
                if holds is not None:
                    _do_chores(office, stopped, holds)
        except DATABASE_IS_AWAY:
            logger.exception("The office of %s can't be done; standing for it again", office)
            stopped.wait(LOOK_AROUND)


def _do_chores(office: str, stopped: threading.Event, holds: Callable[[], bool]) -> None:
    from broadsheet.press import sweep
    from broadsheet.press.registry import chores

    over = threading.Event()
    register_own_chores(over)
    heavy = office == "errands"
    if heavy:
        sweep.notice_new_build()
    threads = [
        threading.Thread(target=repeat, args=[chore, over], name=chore.name)
        for chore in chores()
        if chore.heavy == heavy
    ]
    for thread in threads:
        thread.start()
    while not stopped.wait(STILL_HELD) and holds():
        pass
    over.set()
    for thread in threads:
        thread.join()


def register_own_chores(stopped: threading.Event) -> None:
    """What the house itself does by the clock."""
    from broadsheet.press import sweep
    from broadsheet.press.registry import register_chore
    from broadsheet.site.picture_files import PictureFiles
    from broadsheet.stories.actions.publish_due import publish_due
    from broadsheet.stories.pictures.storage import clear_retired_files
    from broadsheet.wire.likeness import forget_likenesses
    from broadsheet.wire.pictures.fetching import fetch_waiting
    from broadsheet.wire.pictures.keeping import clear_old_files
    from broadsheet.wire.retention import let_contents_go
    from broadsheet.wire.transports import listening

    register_chore("publishing", TICK, publish_due)
    register_chore("wire", listening.EVERY, listening.Listener().look)
    register_chore("sweep", 1.0, partial(sweep.sweep, stopped), heavy=True)
    register_chore("counting reads", 60.0, sweep.count_reads, heavy=True)
    register_chore("tidying plates", 3600.0, sweep.tidy_tree, heavy=True)
    register_chore("tidying pictures", 3600.0, clear_retired_files, heavy=True)
    register_chore("pictures", 1.0, PictureFiles(stopped).make, heavy=True)
    register_chore("pictures of the wire", 1.0, fetch_waiting, heavy=True)
    register_chore("tidying pictures of the wire", 3600.0, clear_old_files, heavy=True)
    register_chore("letting old deliveries go", 3600.0, let_contents_go, heavy=True)
    register_chore("forgetting likenesses", 600.0, forget_likenesses, heavy=True)


def repeat(chore: Chore, stopped: threading.Event) -> None:
    """Do `chore` again and again until `stopped`; a failing one pauses, ever longer."""
    from django.db import close_old_connections, connections

    pause = chore.every
    while not stopped.wait(pause):
        try:
            chore.run()
            pause = chore.every
        except Exception:
            pause = min(max(pause, 1.0) * 2, PATIENCE)
            logger.exception("%s failed; trying again in %d seconds", chore.name, pause)
            close_old_connections()
    connections.close_all()


if __name__ == "__main__":
    main()
