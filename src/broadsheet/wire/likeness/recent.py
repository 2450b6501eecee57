"""The signatures of the last two days, side by side in memory, brought up to date when asked.

What stands here stands in the database too: any process may ask, and one that begins reads it all
(12,000 items take a few hundredths of a second). A look at all of them costs less than the pages
that a table of bands would have to write for each item.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock

import numpy as np
from django.db import connection

from broadsheet.wire.likeness.minhash import PLACES, Signature, alike

KEPT = timedelta(hours=48)
type_row = tuple[int, int, int, str, datetime | str, bytes]
_SINCE = """
    SELECT id, dispatch_id, provider_id, language, arrived_at, signature
    FROM wire_likeness WHERE id >= %s AND arrived_at >= %s ORDER BY id
"""


@dataclass(frozen=True)
class Found:
    """A dispatch, and how alike it is."""

    dispatch: int
    share: float


class Recent:
    """The likenesses of the last two days."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._last: type_row | None = None
        self._dispatches = np.zeros(0, dtype=np.int64)
        self._providers = np.zeros(0, dtype=np.int64)
        self._languages = np.zeros(0, dtype=np.uint64)
        self._times = np.zeros(0, dtype=np.float64)
        self._signatures = np.zeros((PLACES, 0), dtype=np.uint8)

    def most_alike(
        self, mine: Signature, provider: int, language: str, when: datetime
    ) -> Found | None:
        """The dispatch of another provider in the same language that is most alike, of those that
        arrived within two days before `when`; its share is below 0 where there is none."""
        with self._lock:
            self._refresh(when)
            if not self._count:
                return None
            known = slice(self._count)
            among = (
                (self._languages[known] == _number(language))
                & (self._providers[known] != provider)
                & (self._times[known] >= (when - KEPT).timestamp())
            )
            shares = np.where(among, alike(mine, self._signatures[:, known]), -1.0)
            best = int(shares.argmax())
            return Found(int(self._dispatches[best]), float(shares[best]))

    def _refresh(self, when: datetime) -> None:
        """Read what has been added. Where the last one that is known is not what it was (changed,
        forgotten, never committed), or much is too old, all is read anew."""
        rows = self._rows(self._last[0] if self._last else 0, when)
        is_old = self._count and self._times[0] < (when - 2 * KEPT).timestamp()
        if self._last is not None and (is_old or not rows or rows[0] != self._last):
            self._count, self._last = 0, None
            rows = self._rows(0, when)
        self._add(rows[1:] if self._last else rows)

    def _rows(self, since: int, when: datetime) -> Sequence[type_row]:
        # By the model's own query this would cost more than all that follows.
        with connection.cursor() as cursor:
            cursor.execute(_SINCE, [since, connection.ops.adapt_datetimefield_value(when - KEPT)])
            return [(*row[:5], bytes(row[5])) for row in cursor.fetchall()]

    def _add(self, rows: Sequence[type_row]) -> None:
        if not rows:
            return
        begin, end = self._count, self._count + len(rows)
        if end > len(self._dispatches):
            self._grow(max(1024, 2 * end))
        _, dispatches, providers, languages, times, signatures = zip(*rows, strict=True)
        self._dispatches[begin:end] = dispatches
        self._providers[begin:end] = providers
        self._languages[begin:end] = [_number(language) for language in languages]
        self._times[begin:end] = [_seconds(time) for time in times]
        rows_of_places = np.frombuffer(b"".join(signatures), np.uint8).reshape(-1, PLACES)
        self._signatures[:, begin:end] = rows_of_places.T
        self._count, self._last = end, rows[-1]

    def _grow(self, size: int) -> None:
        for name in ("_dispatches", "_providers", "_languages", "_times", "_signatures"):
            old = getattr(self, name)
            new = np.zeros((*old.shape[:-1], size), dtype=old.dtype)
            new[..., : old.shape[-1]] = old
            setattr(self, name, new)


def _seconds(when: datetime | str) -> float:
    """A time as the database's own driver gives it, in seconds; SQLite knows text alone, in UTC."""
    if isinstance(when, str):
        when = datetime.fromisoformat(when)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def _number(language: str) -> int:
    """The primary language of a tag (BCP 47) as a number."""
    return int.from_bytes(language.partition("-")[0].lower().encode()[:8], "big")


RECENT = Recent()
