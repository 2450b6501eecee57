"""What the records of some logs amount to, before anybody asks what stories there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from broadsheet.plates.hit_logs import Records
from broadsheet.plates.hits import DAY_SECONDS, Apart
from broadsheet.popularity.models import Reason
from broadsheet.popularity.rolling.seen import Hashes, Seen, are_in

HOUR_SECONDS = 3600
_REASONS = {
    Apart.ROBOT: Reason.ROBOT,
    Apart.FLOOD: Reason.FLOOD,
    Apart.FORGED: Reason.FORGED,
    Apart.MALFORMED: Reason.MALFORMED,
    Apart.PRERENDERED: Reason.PRERENDERED,
}


@dataclass
class Gathered:
    """Reads, each visitor once a story and minute, and what was counted apart by hour and reason.

    `reads` are records as the logs hold them.
    """

    reads: Records
    apart: Counter[tuple[int, Reason]]

    def visitors(self) -> Iterator[tuple[int, int, Hashes]]:
        """The visitors by the day their read arrived on and the minute it was made in."""
        days = self.reads["arrived"] // DAY_SECONDS
        minutes = self.reads["own"] // 60
        for (day, minute), at in groups(days, minutes):
            yield day, minute, np.sort(self.reads["visitor"][at])


def gather(records: Records, seen: Seen) -> Gathered:
    """Sort out `records`: what is no read, what is torn, who was counted before."""
    apart: Counter[tuple[int, Reason]] = Counter()
    others = records[records["story"] == 0]
    for number, reason, arrived in zip(
        others["number"].tolist(), others["flags"].tolist(), others["arrived"].tolist(), strict=True
    ):
        if reason in _REASONS:
            apart[arrived // HOUR_SECONDS, _REASONS[Apart(reason)]] += number
    reads = records[records["story"] > 0]
    # Nothing that the reader writes; a disk may give back anything.
    sound = (reads["own"] <= reads["arrived"]) & (
        reads["arrived"] - reads["own"].astype(np.int64) <= DAY_SECONDS
    )
    apart += by_hour(reads[~sound], Reason.MALFORMED)
    reads = reads[sound]
    _, first = np.unique(reads["visitor"], return_index=True)
    once = np.zeros(reads.size, np.bool_)
    once[first] = True
    apart += by_hour(reads[~once], Reason.REPEATED)
    found = Gathered(reads[once], apart)
    known = np.zeros(found.reads.size, np.bool_)
    days, minutes = found.reads["arrived"] // DAY_SECONDS, found.reads["own"] // 60
    for (day, minute), at in groups(days, minutes):
        known[at] = are_in(found.reads["visitor"][at], seen.of(day, minute))
    found.apart += by_hour(found.reads[known], Reason.REPEATED)
    found.reads = found.reads[~known]
    return found


def groups(*columns: npt.NDArray[Any]) -> Iterator[tuple[tuple[int, ...], npt.NDArray[np.intp]]]:
    """Each combination of values in `columns`, with the places where it stands."""
    if not columns[0].size:
        return
    order = np.lexsort(columns[::-1])
    changes = np.zeros(order.size, np.bool_)
    for column in columns:
        ordered = column[order]
        changes[1:] |= ordered[1:] != ordered[:-1]
    for at in np.split(order, np.flatnonzero(changes)):
        yield tuple(int(column[at[0]]) for column in columns), at


def by_hour(records: Records, reason: Reason) -> Counter[tuple[int, Reason]]:
    """How many `records` are no reads for `reason`, by the hour they arrived in."""
    hours, numbers = np.unique(records["arrived"] // HOUR_SECONDS, return_counts=True)
    return Counter(
        {(hour, reason): n for hour, n in zip(hours.tolist(), numbers.tolist(), strict=True)}
    )
