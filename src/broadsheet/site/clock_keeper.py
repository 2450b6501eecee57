"""A clock beside the server, for as long as the server runs."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from broadsheet.site.clock import WITH_PARENT

# Seconds after which a clock that ends counts as one that had run well.
CALM = 30.0

# While a program is started, a pipe tells whether it could be: the starter reads it to its end. A
# worker that is forked meanwhile has that pipe too and never closes it, and the keeper would wait
# for the end of that worker, whatever becomes of the clock.
_STARTING = threading.Lock()
os.register_at_fork(
    before=_STARTING.acquire, after_in_parent=_STARTING.release, after_in_child=_STARTING.release
)


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a program, in a session of its own, between two forks of this process."""
    with _STARTING:
        return subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own


@contextmanager
def clock() -> Iterator[None]:
    """A clock beside the server, started anew should it die; it ends with the block."""
    stopped = threading.Event()
    keeper = threading.Thread(target=_keep_clock, args=[stopped], name="clock keeper")
    keeper.start()
    try:
        yield
    finally:
        stopped.set()
        keeper.join()


def _keep_clock(stopped: threading.Event) -> None:
    pause = 1.0
    while not stopped.is_set():
        # A Ctrl-C is for the server, which then ends the clock.
        process = start([sys.executable, "-m", "broadsheet.site.clock", WITH_PARENT])
        began = time.monotonic()
        while process.poll() is None and not stopped.wait(0.2):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait()
            return
        pause = 1.0 if time.monotonic() - began > CALM else min(pause * 2, CALM)
        click.echo(f"The clock ended; starting it again in {pause:.0f} s.", err=True)
        stopped.wait(pause)
