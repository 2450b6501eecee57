"""A print run: many addresses pressed in order, beside a running paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from time import monotonic

from broadsheet.plates import file_for
from broadsheet.plates.rounds import one_round
from broadsheet.press.models import SWEPT, Plate
from broadsheet.press.pressing import read_ahead
from broadsheet.press.queue import press
from broadsheet.press.tree import plate_tree

BATCH = 200
# Pages that share what they show alike, read from the database once.
ROUND = 20


class Outcome(StrEnum):
    """What became of one address."""

    PRESSED = "pressed"
    FRESH = "fresh"
    FAILED = "failed"
    ABSENT = "absent"
    UNPRESSED = "unpressed"


@dataclass(frozen=True)
class Printed:
    """One address of a run. `seconds` is what it took; `error` says why it failed."""

    path: str
    outcome: Outcome
    status: int | None = None
    seconds: float = 0.0
    error: str = ""


def print_run(paths: Iterable[str], *, force: bool = False) -> Iterator[Printed]:
    """Press each of `paths` (decoded) that has no fresh plate, or each at all with `force`.

    A run that was cut short is taken up by another: what it pressed is fresh. A failure is noted
    as the press notes its own, and tried again by it. Locks are held for one page at a time.
    """
    waiting = iter(paths)
    while batch := list(islice(waiting, BATCH)):
        fresh = set() if force else _fresh(batch)
        for start in range(0, len(batch), ROUND):
            few = batch[start : start + ROUND]
            with one_round():
                read_ahead(path for path in few if path not in fresh)
                done = [
                    Printed(path, Outcome.FRESH) if path in fresh else _print(path) for path in few
                ]
            yield from done


def stale_paths() -> list[str]:
    """Stale plates that nobody is pressing, in the order in which the sweep takes them."""
    stale = Plate.objects.filter(stale=True, wanted_at=None)
    return list(stale.order_by(*SWEPT).values_list("path", flat=True))


def _fresh(paths: list[str]) -> set[str]:
    """Those that were pressed and have not changed since, and whose files are there."""
    tree = plate_tree()
    known = Plate.objects.filter(path__in=paths, stale=False, wanted_at=None, tries=0)
    return {
        path
        for path, status in known.exclude(status=None).values_list("path", "status")
        if status != 200 or ((file := tree.file(path)) and file.exists())
    }


def _print(path: str) -> Printed:
    if file_for(path) is None:
        return Printed(path, Outcome.UNPRESSED, error="no plate can lie at this address")
    began = monotonic()
    plate, is_new = Plate.objects.get_or_create(path=path)
    done = press(plate, wait=True)
    seconds = monotonic() - began
    row = Plate.objects.filter(pk=plate.pk).first()
    if row is None:
        return Printed(path, Outcome.ABSENT, 404, seconds, "there is no such page")
    if not done:
        return Printed(path, Outcome.FAILED, None, seconds, row.error)
    if row.pressed_at == plate.pressed_at:
        if is_new:
            row.delete()
        return Printed(path, Outcome.UNPRESSED, None, seconds, "the page is made for each request")
    return Printed(path, Outcome.PRESSED, row.status, seconds)
