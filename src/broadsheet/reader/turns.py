"""One renderer for a page among all processes of a machine."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedWriter
from pathlib import Path
from time import monotonic, sleep
from zlib import crc32

_SLOTS = 1024
# flock(2) has no timeout.
_LOOK_AGAIN = 0.01

log = logging.getLogger("broadsheet.reader")


class Turns:
    """Locks in `folder`, let go of by the system if their holder dies.

    They are the readers' own: whoever holds one may wait for the press's lock of a page, and
    nobody who holds that waits for these.
    """

    def __init__(self, folder: Path, wait_seconds: float) -> None:
        self._folder = folder
        self._wait_seconds = wait_seconds

    @contextmanager
    def hold(self, path: str) -> Iterator[None]:
        """Wait for the turn to render `path`. Where no file can be made, nobody waits.

        Raises `TimeoutError` after `wait_seconds`.
        """
        slot = self._folder / f"render-{crc32(path.encode()) % _SLOTS:03x}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            held = slot.open("ab")
        except OSError as error:
            log.warning("Pages may be rendered twice: %s", error)
            yield
            return
        with held:
            self._lock(held)
            yield

    def _lock(self, held: BufferedWriter) -> None:
        until = monotonic() + self._wait_seconds
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if monotonic() > until:
                    raise TimeoutError("another process is at this page") from None
                sleep(_LOOK_AGAIN)
            else:
                return
