"""The sliding windows: what comes in is added, what they leave behind is taken away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from django.db import connection, transaction
from django.db.models import Sum

from broadsheet.popularity.models import MinuteReads, Reckoning, Standing
from broadsheet.popularity.rolling.stories_read import (
    ReadStory,
    batches,
    places_of,
    story_facts,
)
from broadsheet.popularity.windows import KEPT_MINUTES, Window

BATCH = 2000
WINDOWS = tuple(Window)


class Deltas(dict[int, list[int]]):
    """By story, how much is added to its windows: hour, day, week."""

    def add(self, story: int, window: Window, reads: int) -> None:
        """Add `reads`, which may be negative."""
        if story not in self:
            self[story] = [0] * len(WINDOWS)
        self[story][WINDOWS.index(window)] += reads


def lock_reckoning() -> Reckoning:
    """The end of the windows, ours until the transaction ends; 0 before they were ever moved."""
    locked = Reckoning.objects.select_for_update().filter(pk=1)
    found = locked.first()
    if found is None:
        Reckoning.objects.get_or_create(pk=1, defaults={"until": 0})
        found = locked.get()
    return found


def add_late(until: int, reads: Iterable[tuple[int, int, int]]) -> None:
    """Add reads (story, minute, number) of minutes that the windows have passed already."""
    deltas = Deltas()
    for story, minute, number in reads:
        for window in WINDOWS:
            if until - window.minutes <= minute < until:
                deltas.add(story, window, number)
    apply(deltas)


def advance(until: int) -> int:
    """Let the windows end at the minute `until`, in a transaction; where they end now.

    They never go back: a clock that was put back waits until it has caught up.
    """
    reckoning = lock_reckoning()
    before = reckoning.until
    if until > before:
        apply(_moved(before, until))
        reckoning.until = until
        reckoning.save()
        MinuteReads.objects.filter(minute__lt=until - KEPT_MINUTES).delete()
    return reckoning.until


def _moved(before: int, until: int) -> Deltas:
    """What the windows gain and lose when their end moves on from `before` to `until`."""
    deltas = Deltas()
    sums = cache(_sums)
    for window in WINDOWS:
        for story, reads in sums(max(before, until - window.minutes), until).items():
            deltas.add(story, window, reads)
        begin = before - window.minutes
        for story, reads in sums(begin, min(before, until - window.minutes)).items():
            deltas.add(story, window, -reads)
    return deltas


def apply(deltas: Deltas) -> None:
    """Change the standings of the stories in `deltas`; those without a read in a week have none."""
    _make_rows([story for story, (_hour, _day, week) in deltas.items() if week > 0])
    quote = connection.ops.quote_name
    table = quote(Standing._meta.db_table)
    sets = ", ".join(f"{quote(name)} = {table}.{quote(name)} + d.{quote(name)}" for name in WINDOWS)
    names = ", ".join(quote(name) for name in WINDOWS)
    changed = [(story, *more) for story, more in deltas.items() if any(more)]
    with connection.cursor() as cursor:
        for start in range(0, len(changed), BATCH):
            some = changed[start : start + BATCH]
            values = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(
                f"WITH d (story, {names}) AS (VALUES {values}) UPDATE {table} SET {sets} "  # noqa: S608
                f"FROM d WHERE {table}.{quote('story_id')} = d.story",
                [value for row in some for value in row],
            )
    for keys in batches([story for story, (_h, _d, week) in deltas.items() if week < 0]):
        Standing.objects.filter(story_id__in=keys, week=0).delete()


def follow(story: int) -> None:
    """Let the standings of `story`, if it has any, follow its places, kind and time."""
    if not _strays(story):
        return
    with transaction.atomic():
        lock_reckoning()
        rows = list(Standing.objects.filter(story_id=story))
        facts = story_facts([story])
        if not rows or not facts:
            return
        model = rows[0]
        Standing.objects.filter(story_id=story).delete()
        Standing.objects.bulk_create(
            _row(place, story, facts[story], model.hour, model.day, model.week)
            for place in sorted(places_of(facts)[story])
        )


def _strays(story: int) -> bool:
    """Whether the standings of `story` no longer are what its places, kind and time make them."""
    found = Standing.objects.filter(story_id=story)
    rows = set(found.values_list("place_id", "kind", "published_at"))
    facts = story_facts([story]) if rows else {}
    if not facts:
        return False
    one = facts[story]
    return rows != {(place, one.kind, one.published_at) for place in places_of(facts)[story]}


def _make_rows(stories: list[int]) -> None:
    """Rows for those of `stories` that have none, in every place they belong to."""
    missing = set(stories)
    for keys in batches(stories):
        missing.difference_update(
            Standing.objects.filter(story_id__in=keys).values_list("story_id", flat=True)
        )
    if not missing:
        return
    found = story_facts(sorted(missing))
    rows = [
        _row(place, story, found[story])
        for story, places in places_of(found).items()
        for place in sorted(places)
    ]
    Standing.objects.bulk_create(rows, batch_size=BATCH)


def _row(
    place: int, story: int, facts: ReadStory, hour: int = 0, day: int = 0, week: int = 0
) -> Standing:
    return Standing(
        place_id=place,
        story_id=story,
        kind=facts.kind,
        published_at=facts.published_at,
        hour=hour,
        day=day,
        week=week,
    )


def _sums(begin: int, end: int) -> dict[int, int]:
    """Reads by story in the minutes from `begin` to before `end`."""
    if begin >= end:
        return {}
    minutes = MinuteReads.objects.filter(minute__gte=begin, minute__lt=end)
    rows = minutes.values_list("story_id").annotate(total=Sum("reads")).order_by("story_id")
    return dict(rows)
