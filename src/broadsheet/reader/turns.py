"""One renderer for a page among all processes of a machine."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

_SLOTS = 1024

log = logging.getLogger("broadsheet.reader")


class Turns:
    """Locks in `folder`, let go of by the system if their holder dies.

    They are the readers' own: whoever holds one may wait for the press's lock of a page, and
    nobody who holds that waits for these.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def hold(self, path: str) -> Iterator[None]:
        """Wait for the turn to render `path`. Where no file can be made, nobody waits."""
        slot = self._folder / f"render-{crc32(path.encode()) % _SLOTS:03x}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            held = slot.open("ab")
        except OSError as error:
            log.warning("Pages may be rendered twice: %s", error)
            yield
            return
        with held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield
