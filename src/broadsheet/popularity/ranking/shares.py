"""Where reads come from, and where they go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from broadsheet.popularity.models import CountedApart, PlaceMinutes, SourceReads
from broadsheet.popularity.windows import minute_of
from broadsheet.stories.models import Edition, Section


@dataclass(frozen=True)
class Source:
    """A host that readers came from. Empty: none was named; `*`: hosts too many to name."""

    host: str
    reads: int


@dataclass(frozen=True)
class Share:
    """A section's reads, and their share (0 to 1) of those of all sections of its edition."""

    section: Section
    reads: int
    share: float


def sources(edition: Edition | None, since: datetime) -> list[Source]:
    """Hosts that readers of `edition`, or of the whole paper, came from since `since` (aware).

    The most first. Hosts are counted by the hour: the hour of `since` counts as a whole.
    """
    counted = SourceReads.objects.filter(hour__gte=minute_of(since) // 60)
    if edition is not None:
        counted = counted.filter(edition_id=edition.pk)
    rows = counted.values_list("host").annotate(total=Sum("reads")).order_by("-total", "host")
    return [Source(host, reads) for host, reads in rows]


def section_shares(edition: Edition, since: datetime) -> list[Share]:
    """The sections of `edition` by reads since `since` (aware, at most eight days ago).

    A story counts for its own section, not for further ones. Sections without a read are left out.
    """
    sections = Section.objects.filter(edition=edition).in_bulk()
    rows = (
        PlaceMinutes.objects.filter(place_id__in=list(sections), minute__gte=minute_of(since))
        .values_list("place_id")
        .annotate(total=Sum("reads"))
        .order_by("-total", "place_id")
    )
    totals = dict(rows)
    whole = sum(totals.values())
    return [Share(sections[place], reads, reads / whole) for place, reads in totals.items()]


def counted_apart(since: datetime) -> dict[str, int]:
    """Beacons since the hour of `since` (aware) that were no reads, by `Reason`, the most first."""
    rows = (
        CountedApart.objects.filter(hour__gte=minute_of(since) // 60)
        .values_list("reason")
        .annotate(total=Sum("reads"))
        .order_by("-total", "reason")
    )
    return dict(rows)
