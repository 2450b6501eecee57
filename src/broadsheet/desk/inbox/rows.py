"""The rows of a list: a dispatch, those of other agencies that tell the same, and its story."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from broadsheet.desk.models import WireStory
from broadsheet.wire.models import Dispatch

# A group lives for two days; no more than so many of all groups of a page are looked at.
MOST_ALIKE = 500


@dataclass(frozen=True)
class Row:
    """One dispatch; `alike` are the others of its group, the newest first."""

    dispatch: Dispatch
    alike: list[Dispatch] = field(default_factory=list)
    story: WireStory | None = None

    @property
    def has_alarm(self) -> bool:
        """Whether it stands out until somebody nods."""
        return bool(self.dispatch.alarm) and self.dispatch.nodded_at is None

    @property
    def waits(self) -> bool:
        """Whether a newer version waits to be compared."""
        return self.story is not None and self.story.waits_since is not None

    @cached_property
    def stamp(self) -> str:
        """Changes with whatever the row shows."""
        one = self.dispatch
        shown = (
            *(one.pk, one.head_id, one.versions, one.state, one.read_at is None),
            *(one.taken_by_id, one.alarm, one.nodded_at, self.waits),
            *(f"{each.pk} {each.state}" for each in self.alike),
        )
        told = "|".join(map(str, shown))
        return hashlib.blake2s(told.encode(), digest_size=8).hexdigest()


def rows_of(dispatches: Iterable[Dispatch]) -> list[Row]:
    """A row for each, but one alone for a group. What has an alarm always stands by itself."""
    dispatches = list(dispatches)
    groups = _groups(dispatches)
    stories = {
        one.dispatch_id: one
        for one in WireStory.objects.filter(dispatch__in=[one.pk for one in dispatches])
    }
    rows, seen = [], set()
    for one in dispatches:
        row = Row(
            one,
            [each for each in groups[one.cluster] if each.pk != one.pk],
            stories.get(one.pk),
        )
        if one.cluster in seen and not row.has_alarm:
            continue
        if one.cluster is not None:
            seen.add(one.cluster)
        rows.append(row)
    return rows


def _groups(dispatches: list[Dispatch]) -> dict[int | None, list[Dispatch]]:
    wanted = {one.cluster for one in dispatches if one.cluster is not None}
    groups: dict[int | None, list[Dispatch]] = defaultdict(list)
    if wanted:
        found = Dispatch.objects.filter(cluster__in=wanted).select_related("provider", "taken_by")
        for one in found.order_by("cluster", "-arrived_at")[:MOST_ALIKE]:
            groups[one.cluster].append(one)
    return groups
