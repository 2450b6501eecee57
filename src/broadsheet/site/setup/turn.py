"""Two starts on one folder wait for one another."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(home: Path) -> Iterator[None]:
    """Hold the folder's set-up alone; waits while another process does.

    The lock is the kernel's, so it goes with the process however that ends.
    """
    with (home / "setup.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
