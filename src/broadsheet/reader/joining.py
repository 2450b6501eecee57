"""One renderer for a page, however many ask a process for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Result = TypeVar("Result")


class Joining(Generic[Result]):
    """Calls for the same key at the same time share one call of the function."""

    def __init__(self, wait_seconds: float) -> None:
        self.wait_seconds = wait_seconds
        self._lock = Lock()
        self._running: dict[str, Future[Result]] = {}

    def call(self, key: str, function: Callable[[], Result]) -> Result:
        """What `function` returns or raises, for the caller that runs it and all that came since.

        Raises `TimeoutError` in those that waited too long.
        """
        with self._lock:
            running = self._running.get(key)
            if running is None:
                mine: Future[Result] = Future()
                self._running[key] = mine
        if running is not None:
            return running.result(timeout=self.wait_seconds)
        try:
            result = function()
        except BaseException as error:
            self._leave(key)
            mine.set_exception(error)
            raise
        self._leave(key)
        mine.set_result(result)
        return result

    def _leave(self, key: str) -> None:
        with self._lock:
            del self._running[key]
