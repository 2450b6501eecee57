"""How the processes of one paper share the processors of one machine."""

from __future__ import annotations

import logging
import os

logger = logging.getLogger(__name__)


def serve_in_batches() -> None:
    """Let this thread, and what it starts from now on, take no processor from whoever has one.

    A reader's request goes through two threads of a worker, and a thread that wakes up takes the
    processor from the one that woke it: at full load a quarter of a worker's time went into that.
    A batch thread (Linux, sched(7), SCHED_BATCH) waits for its turn instead and then does all that
    has come. The press, which is none, comes first when it wakes up; its share stays what it was.

    Where the system knows no such thing, or forbids it, nothing is done.
    """
    if not hasattr(os, "SCHED_BATCH"):
        return
    try:
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    except OSError as error:
        logger.info("The workers are scheduled like any other process: %s", error)
