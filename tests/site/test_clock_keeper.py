"""Who keeps a clock beside a server that forks workers meanwhile."""

from __future__ import annotations

import signal
import sys
import threading
from multiprocessing import get_context

from broadsheet.site import clock_keeper

# Enough for a fork to fall into the start of a program.
TIMES = 40


def test_starting_a_program_waits_for_no_worker_that_is_forked_meanwhile() -> None:
    started = []
    program = [sys.executable, "-S", "-c", ""]

    def start_many() -> None:
        started.extend(clock_keeper.start(program).wait() for _ in range(TIMES))

    starter = threading.Thread(target=start_many, daemon=True)
    workers = []
    starter.start()
    try:
        while starter.is_alive() and len(workers) < 4 * TIMES:
            worker = get_context("fork").Process(target=signal.pause)
            worker.start()
            workers.append(worker)
        starter.join(20)
        assert started == [0] * TIMES
    finally:
        for worker in workers:
            worker.kill()
            worker.join()
        starter.join(20)
