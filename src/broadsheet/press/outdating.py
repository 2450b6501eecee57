"""Which pages a change makes untrue: those that people wait for, and the rest, in batches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from broadsheet.plates import file_for
from broadsheet.plates.tags import Rank
from broadsheet.press.addresses import further_pages, places
from broadsheet.press.models import Change, Plate, PlateTag
from broadsheet.press.purging import purge
from broadsheet.press.tree import plate_tree

BATCH = 500
# How many numbers of plates are looked at for one batch: a tag that very many pages bear would
# else be read to its end for each.
REACH = 5000
_PROMPT = Q(rank__gt=Rank.STORY, rank__lte=Rank.PROMPT)


def want_urgent(change: Change) -> list[int]:
    """Want the pages of `change` that people wait for; those at its own paths, by number."""
    own = want_paths(change.paths, Rank.STORY)
    prompt = _concerned(change).filter(_PROMPT).exclude(pk__in=own)
    if change.everything:
        prompt |= _all_places()
    # A new build makes no page untrue: they come after those that another change did.
    _wish_for(prompt, wanted_at=timezone.now(), stale=change.everything)
    return own


@transaction.atomic
def want_paths(paths: Iterable[str], rank: Rank) -> list[int]:
    """Want the pages at `paths`, and the further pages of paged stories among them.

    `rank` is for those that were never pressed.
    """
    found: list[int] = []
    for path in paths:
        if file_for(path) is None:
            continue
        plate, _created = Plate.objects.get_or_create(path=path, defaults={"rank": rank})
        further = Plate.objects.filter(path__in=further_pages(path), rank=Rank.STORY)
        found += [plate.pk, *further.values_list("pk", flat=True)]
    _wish_for(Plate.objects.filter(pk__in=found), wanted_at=timezone.now(), stale=False)
    return found


def _all_places() -> QuerySet[Plate]:
    """Fronts, lists and information pages, whether or not they were ever pressed."""
    paths = [path for path in places() if file_for(path) is not None]
    known = Plate.objects.filter(path__in=paths)
    new = set(paths).difference(known.values_list("path", flat=True))
    Plate.objects.bulk_create(
        [Plate(path=path, rank=Rank.PROMPT) for path in sorted(new)], ignore_conflicts=True
    )
    return known


def own_pages(change: Change) -> list[int]:
    """The pages that are pressed for their addresses, by number."""
    numbered = [further for path in change.paths for further in further_pages(path)]
    further = Plate.objects.filter(path__in=numbered, rank=Rank.STORY)
    own = Plate.objects.filter(path__in=change.paths) | further
    return list(own.values_list("pk", flat=True)) if change.paths else []


def outdate_some(change: Change, own: list[int]) -> int | None:
    """Mark a batch of the pages of `change` stale that are neither urgent nor its `own`.

    Where something vanishes their plates go, and the next read presses. It begins after the plate
    whose number is the change's `after`. Returns the number it came to, or `None` at the end.
    """
    pages = _concerned(change, after=change.after).exclude(_PROMPT).exclude(pk__in=own)
    rows = list(pages.order_by("pk").values_list("pk", "path")[:BATCH])
    if rows:
        _outdate(rows, drop=change.vanishes)
    if len(rows) == BATCH:
        return rows[-1][0]
    if change.after is None or change.after + REACH >= _last_plate():
        return None
    return change.after + REACH


def _outdate(rows: list[tuple[int, str]], *, drop: bool) -> None:
    tree = plate_tree()
    _wish_for(Plate.objects.filter(pk__in=[pk for pk, _path in rows]), stale=True)
    for _pk, path in rows:
        if drop:
            tree.drop(path)
            purge(path)
        else:
            tree.mark_stale(path)


def _concerned(change: Change, after: int | None = None) -> QuerySet[Plate]:
    """Pages that bear a tag of `change`; with `after` those of the next numbers only."""
    pages, bearers = Plate.objects.all(), PlateTag.objects.filter(tag__in=change.tags)
    if after is not None:
        pages = pages.filter(pk__gt=after, pk__lte=after + REACH)
        bearers = bearers.filter(plate_id__gt=after, plate_id__lte=after + REACH)
    if change.everything:
        return pages
    if not change.vanishes:
        bearers = bearers.filter(firm=True)
    return pages.filter(pk__in=bearers.values("plate_id"))


def _last_plate() -> int:
    return Plate.objects.aggregate(last=Max("pk"))["last"] or 0


@transaction.atomic
def _wish_for(pages: QuerySet[Plate], **also: Any) -> None:
    """Count a wish for each of `pages`, and set what is to be set with it."""
    if connection.features.has_select_for_update:
        # In one order: two presses that take in changes to the same fronts wait for each other.
        list(pages.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    pages.update(wish=F("wish") + 1, **also)
