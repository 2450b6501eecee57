"""The clock: one elected process that publishes and expires to the second and does the chores.

Any number may run. Each presses; the one that holds the lock does what must be done once.
"""

from __future__ import annotations

import logging
import signal
import threading
from typing import TYPE_CHECKING

from broadsheet.site.cli.start import start_django

if TYPE_CHECKING:
    from broadsheet.press.registry import Chore

logger = logging.getLogger(__name__)
TICK = 0.25
PATIENCE = 30.0
HEAD_START = 3.0


def main() -> None:
    """Press and keep time until SIGTERM or SIGINT. What fails is logged and tried again."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    # Readers first: the server's workers are starting on the same processors.
    if stopped.wait(HEAD_START):
        return
    start_django()
    from broadsheet.press import running
    from broadsheet.press.registry import chores
    from broadsheet.site.election import elected

    pressing = threading.Thread(target=running.run, args=[stopped], name="press")
    pressing.start()
    with elected(stopped) as won:
        if won:
            register_own_chores(stopped)
            threads = [
                threading.Thread(target=repeat, args=[chore, stopped], name=chore.name)
                for chore in chores()
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    pressing.join()


def register_own_chores(stopped: threading.Event) -> None:
    """What the house itself does by the clock."""
    from broadsheet.press import sweep
    from broadsheet.press.registry import register_chore
    from broadsheet.stories.actions.publish_due import publish_due
    from broadsheet.stories.pictures.storage import clear_retired_files

    sweep.notice_new_build()
    register_chore("publishing", TICK, publish_due)
    register_chore("sweep", 1.0, sweep.sweep)
    register_chore("counting reads", 60.0, sweep.count_reads)
    register_chore("tidying plates", 3600.0, sweep.tidy_tree)
    register_chore("tidying pictures", 3600.0, clear_retired_files)
    register_chore("pictures", 1.0, PictureFiles(stopped).make)


def repeat(chore: Chore, stopped: threading.Event) -> None:
    """Do `chore` again and again until `stopped`; a failing one pauses, ever longer."""
    from django.db import close_old_connections

    pause = chore.every
    while not stopped.wait(pause):
        try:
            chore.run()
            pause = chore.every
        except Exception:
            pause = min(max(pause, 1.0) * 2, PATIENCE)
            logger.exception("%s failed; trying again in %d seconds", chore.name, pause)
            close_old_connections()


class PictureFiles:
    """Makes pictures' files ahead of who asks for them; one that fails is left alone."""

    def __init__(self, stopped: threading.Event) -> None:
        self.stopped = stopped
        self.failed: set[int] = set()

    def make(self) -> int:
        """Make the files of every picture that lacks some, or of those before the clock stops; how
        many pictures there were.
        """
        done = 0
        while not self.stopped.is_set() and self.make_one():
            done += 1
        return done

    def make_one(self) -> bool:
        """Make the files of one picture; whether there was one."""
        from broadsheet.stories.actions.make_picture_files import (
            make_picture_files,
            next_without_files,
        )

        picture = next_without_files(self.failed)
        if picture is None:
            return False
        if not make_picture_files(picture):
            self.failed.add(picture.pk)
        return True


if __name__ == "__main__":
    main()
