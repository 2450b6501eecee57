"""The months that have public stories, and how many files the sitemap of each needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core.cache import cache

from broadsheet.stories.models import Edition, Story
from broadsheet.stories.models.querysets import StoryQuerySet

# Sitemaps may have 50,000 addresses and 50 MB; with pictures and translations 10,000 have 10 MB.
PER_FILE = 10_000
_KEPT_FOR = 6 * 60 * 60


@dataclass(frozen=True, order=True)
class Month:
    """A month in UTC."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Month:
        """The month of `moment` (aware)."""
        moment = moment.astimezone(UTC)
        return cls(moment.year, moment.month)

    @property
    def start(self) -> datetime:
        """Its first instant."""
        return datetime(self.year, self.number, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return datetime(self.year + self.number // 12, self.number % 12 + 1, 1, tzinfo=UTC)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


def listed(before: datetime | None = None) -> StoryQuerySet:
    """Public stories that search engines should come to us for; all, or those printed `before`."""
    return Story.objects.public(before=before).filter(canonical_url="").exclude(path="")


def stories_in(month: Month) -> StoryQuerySet:
    """The month's listed stories in the order of an index, edition by edition."""
    editions = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
    return (
        listed(before=month.end)
        .filter(edition__in=editions, published_at__gte=month.start)
        .order_by("edition", "-published_at", "-pk")
    )


def months() -> list[Month]:
    """Months that have listed stories, newest first.

    Each step asks an index for the newest story before the months already known, so the work is one
    short query for each month and edition, however many stories there are.
    """
    found: set[Month] = set()
    for edition in Edition.objects.all():
        newest = _newest(edition)
        while newest is not None:
            month = Month.of(newest)
            found.add(month)
            newest = _newest(edition, before=month.start)
    return sorted(found, reverse=True)


def _newest(edition: Edition, before: datetime | None = None) -> datetime | None:
    stories = listed(before).in_edition(edition).newest()
    return stories.values_list("published_at", flat=True).first()


def files_of(month: Month) -> int:
    """How many sitemap files the month's stories need, at least one.

    Stories of every state are counted, which an index alone can do; past months are remembered for
    some hours, so that fetching the index of sitemaps over and over counts nothing.
    """
    key = f"sitemap-files:{month}"
    known = cache.get(key)
    if known is not None:
        return int(known)
    held = Story.objects.filter(
        edition__in=list(Edition.objects.values_list("pk", flat=True)),
        published_at__gte=month.start,
        published_at__lt=month.end,
    )
    files = max(1, -(-held.count() // PER_FILE))
    if month.end < datetime.now(tz=UTC):
        cache.set(key, files, _KEPT_FOR)
    return files
