"""The rows of a list: a dispatch, those of other agencies that tell the same, and its story."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import prefetch_related_objects

from broadsheet.desk.models import WireStory
from broadsheet.wire.models import Dispatch

# A group lives for two days; no more than so many of all groups of a list are looked at.
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


def rows_of(*lists: Sequence[Dispatch]) -> list[list[Row]]:
    """For each of `lists` a row for each of its dispatches, but one alone for a group.

    What has an alarm always stands by itself. What belongs to the dispatches is read for all lists
    at once.
    """
    every = [one for each in lists for one in each]
    groups = _groups(every, MOST_ALIKE * len(lists))
    alike = [one for group in groups.values() for one in group]
    prefetch_related_objects([*every, *alike], "provider", "taken_by")
    found = WireStory.objects.filter(dispatch__in={one.pk for one in every})
    stories = {one.dispatch_id: one for one in found}
    return [list(_folded(each, groups, stories)) for each in lists]


def _folded(
    dispatches: Sequence[Dispatch],
    groups: Mapping[int | None, list[Dispatch]],
    stories: Mapping[int, WireStory],
) -> Iterator[Row]:
    seen = set()
    for one in dispatches:
        alike = [each for each in groups.get(one.cluster, ()) if each.pk != one.pk]
        row = Row(one, alike, stories.get(one.pk))
        if one.cluster in seen and not row.has_alarm:
            continue
        if one.cluster is not None:
            seen.add(one.cluster)
        yield row


def _groups(dispatches: Sequence[Dispatch], most: int) -> Mapping[int | None, list[Dispatch]]:
    wanted = {one.cluster for one in dispatches if one.cluster is not None}
    groups: dict[int | None, list[Dispatch]] = defaultdict(list)
    if wanted:
        found = Dispatch.objects.filter(cluster__in=wanted).order_by("cluster", "-arrived_at")
        for one in found[:most]:
            groups[one.cluster].append(one)
    return groups
