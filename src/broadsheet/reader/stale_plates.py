"""What need not be done before the reader has the page."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from queue import Full, Queue
from threading import Lock, Thread

_MOST_WAITING = 1000
_MOST_TOLD = 20_000

log = logging.getLogger("broadsheet.reader")


class StalePlates:
    """Tells of plates that were found stale: each state of each once, from a thread of its own.

    Whoever is told asks the database, and a reader must not wait for that.
    """

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._told: OrderedDict[str, int] = OrderedDict()
        self._waiting: Queue[str] = Queue(_MOST_WAITING)
        self._lock = Lock()
        self._thread: Thread | None = None

    def note(self, path: str, modified: int) -> None:
        """The plate of `path`, last pressed at `modified`, is stale."""
        with self._lock:
            if self._told.get(path) == modified:
                return
            self._told[path] = modified
            if len(self._told) > _MOST_TOLD:
                self._told.popitem(last=False)
            if self._thread is None:
                # Not before the first one: the server forks before it reads.
                self._thread = Thread(target=self._run, name="stale-plates", daemon=True)
                self._thread.start()
        try:
            self._waiting.put_nowait(path)
        except Full:
            self._forget(path)

    def _run(self) -> None:
        while True:
            path = self._waiting.get()
            try:
                self._tell(path)
            except Exception as error:
                log.warning("Could not ask for a new plate of %s: %r", path, error)
                self._forget(path)

    def _forget(self, path: str) -> None:
        with self._lock:
            self._told.pop(path, None)
