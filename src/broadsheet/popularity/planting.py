"""Reads that nobody made: a demo newspaper's lists would be empty on its first day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import numpy as np
from django.db import transaction

from broadsheet.plates.hit_logs import DTYPE
from broadsheet.popularity.rolling.counting import count
from broadsheet.popularity.rolling.gathering import Gathered
from broadsheet.popularity.rolling.standings import add_late, advance, lock_reckoning
from broadsheet.popularity.windows import minute_of


@transaction.atomic
def plant_reads(reads: Iterable[tuple[int, datetime, str]], now: datetime) -> int:
    """Count `reads`, each a story's key, when it was read, and the host the reader came from.

    They are counted as if they had come from as many readers, and the windows end at `now`. All
    moments are aware. Returns how many there were.
    """
    at = int(now.timestamp())
    rows = [
        (at, int(moment.timestamp()), story, 0, 1, 0, 0, host.encode())
        for story, moment, host in reads
    ]
    records = np.array(rows, DTYPE)
    until = lock_reckoning().until
    counted = count(Gathered(records, Counter()), invented=True)
    add_late(until, (row for row in counted if row[1] < until))
    advance(minute_of(now))
    return len(rows)
