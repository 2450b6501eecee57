"""One renderer for a page, however many ask a process for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import ExitStack
from time import monotonic
from typing import Generic, NamedTuple, TypeVar

from broadsheet.reader.places import Places, Unavailable

Result = TypeVar("Result")


class _Call(NamedTuple, Generic[Result]):
    began: float
    outcome: Future[Result]


class Joining(Generic[Result]):
    """Calls for the same key at the same time share one call of the function.

    Each caller takes a place, as long as there are any. A crowd is larger than that: the rest of
    it stays on threads that are meant for plates, until the call that it waits for is the places'
    `crowd_seconds` old. Once a call has outlived that, no crowd is let in until a call has ended.
    """

    def __init__(self, places: Places, *, wait_seconds: float) -> None:
        self._places = places
        self._wait_seconds = wait_seconds
        self._running: dict[str, _Call[Result]] = {}
        self._is_slow = False

    def call(self, key: str, function: Callable[[ExitStack], Result]) -> Result:
        """What `function` returns or raises, for the caller that runs it and all that came since.

        It is given what gives the caller's place back at its end, and may keep that for longer.
        Raises `Unavailable` where there is no room, or where the call takes too long for those
        that wait for it.
        """
        with ExitStack() as inside:
            with self._places.lock:
                running = self._running.get(key)
                if running is None:
                    mark = self._places.take()
                    # While we waited for the place, another may have begun.
                    running = self._running.get(key)
                else:
                    mark = self._places.take_at_once()
                if mark:
                    inside.callback(self._places.leave, mark)
                if running is None:
                    mine: _Call[Result] = _Call(monotonic(), Future())
                    self._running[key] = mine
            if running is None:
                return self._run(key, mine, function, inside)
            if not mark:
                return self._wait_in_the_crowd(running)
            try:
                return running.outcome.result(self._wait_seconds)
            except TimeoutError as error:
                raise Unavailable("took too long") from error

    def _run(
        self,
        key: str,
        mine: _Call[Result],
        function: Callable[[ExitStack], Result],
        inside: ExitStack,
    ) -> Result:
        try:
            result = function(inside)
        except BaseException as error:
            self._end(key)
            mine.outcome.set_exception(error)
            raise
        self._end(key)
        mine.outcome.set_result(result)
        return result

    def _end(self, key: str) -> None:
        with self._places.lock:
            del self._running[key]
        self._is_slow = False

    def _wait_in_the_crowd(self, running: _Call[Result]) -> Result:
        left = running.began + self._places.crowd_seconds - monotonic()
        if self._is_slow or left <= 0:
            raise Unavailable("no room to wait for a slow page")
        if not wait([running.outcome], left).done:
            self._is_slow = True
            raise Unavailable("no time left to wait for a slow page")
        return running.outcome.result()
