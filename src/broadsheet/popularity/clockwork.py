"""The chore of the clock: a roll-up soon after each full minute."""

from __future__ import annotations

from pathlib import Path
from time import time

from django.conf import settings

from broadsheet.popularity.rail import note_changed_lists
from broadsheet.popularity.rolling import Rolled, roll_up
from broadsheet.popularity.rolling.roller import GRACE_SECONDS

EVERY = 1.0


def count_reads(now: float | None = None) -> Rolled:
    """Roll up what was over at `now` (seconds since 1970; the present by default).

    The press is told of each list that is another one now, also where the roll-up fails: then lists
    grow old. Raises what the roll-up raises.
    """
    try:
        return roll_up(Path(settings.HOME), time() if now is None else now)
    finally:
        note_changed_lists()


class Minutes:
    """Calls `count_reads` once for each minute that is over."""

    def __init__(self) -> None:
        self._done = -1

    def look(self) -> None:
        """Roll up, if that was not done yet for the last full minute."""
        minute = int(time() - GRACE_SECONDS) // 60
        if minute != self._done:
            count_reads()
            self._done = minute
