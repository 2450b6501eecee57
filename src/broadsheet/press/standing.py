"""How the press stands: what waits, what fails, whether anybody listens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone

from broadsheet.plates.waking import seconds_since_turn, wake
from broadsheet.press.models import Change, Plate
from broadsheet.press.pressing import CLAIM
from broadsheet.press.tree import plate_tree

# A press that is there takes a change in within a second.
LONGEST_USUAL_WAIT = timedelta(seconds=10)
# It moves each second; while the database is away, every half minute.
LONGEST_TURN = timedelta(seconds=45)
MOST_TOLD = 20


@dataclass(frozen=True)
class Failing:
    """A page that could not be pressed; its old plate stands, if it had one."""

    path: str
    error: str
    tries: int
    next_try: datetime | None

    @property
    def reason(self) -> str:
        """The last line of the error: what happened, without where."""
        lines = self.error.strip().splitlines()
        return lines[-1].strip() if lines else ""


@dataclass(frozen=True)
class Standing:
    """The press at one moment. Counts are of addresses; `oldest` is aware."""

    plates: int
    gone: int
    moved: int
    stale: int
    wanted: int
    changes: int
    oldest: datetime | None
    failing: int
    listens: bool


def standing() -> Standing:
    """Look at the whole queue. Counts every plate: for whoever asks by hand, not for each page."""
    now = timezone.now()
    by_status = dict(Plate.objects.order_by().values_list("status").annotate(count=Count("pk")))
    return Standing(
        plates=by_status.get(200, 0),
        gone=by_status.get(410, 0),
        moved=by_status.get(301, 0),
        stale=Plate.objects.filter(stale=True).count(),
        wanted=Plate.objects.filter(wanted_at__lte=now).count(),
        changes=Change.objects.filter(done_at=None, due_at__lte=now).count(),
        oldest=oldest_waiting(),
        failing=Plate.objects.filter(tries__gt=0).count(),
        listens=listens(),
    )


def failing(limit: int = MOST_TOLD) -> list[Failing]:
    """Pages that could not be pressed, at most `limit`."""
    rows = Plate.objects.filter(tries__gt=0).order_by("path")[:limit]
    return [Failing(row.path, row.error, row.tries, row.wanted_at) for row in rows]


def oldest_waiting() -> datetime | None:
    """Since when the oldest change, or the oldest page that never failed, waits; `None`: none."""
    now = timezone.now()
    change = Change.objects.filter(done_at=None, due_at__lte=now).aggregate(at=Min("due_at"))["at"]
    wanted = Plate.objects.filter(wanted_at__lte=now, tries=0)
    page = wanted.aggregate(at=Min("wanted_at"))["at"]
    return min(filter(None, (change, page)), default=None)


def waits_too_long() -> timedelta | None:
    """For how long the oldest has waited, where no press gets to it; else `None`."""
    since = oldest_waiting()
    if since is None or (waited := timezone.now() - since) <= LONGEST_USUAL_WAIT or is_at_work():
        return None
    return waited


def is_at_work() -> bool:
    """Whether a press has claimed something lately that it is still at: others get their turn."""
    lately = timezone.now() - LONGEST_USUAL_WAIT
    if Plate.objects.filter(wanted_at__gt=lately + CLAIM, tries=0).exists():
        return True
    return Change.objects.filter(done_at=None, taken_at__gt=lately).exists()


def listens() -> bool:
    """Whether a press on this machine waits for work; it is woken by being asked."""
    return is_there() and hangs() is None


def is_there() -> bool:
    """Whether a press on this machine has its bell open, though it may hang."""
    try:
        return wake(plate_tree().root)
    except OSError:  # another user's pipe
        return False


def hangs() -> timedelta | None:
    """For how long no press has moved, where that is too long; else `None`."""
    since = seconds_since_turn(plate_tree().root)
    if since is None or since <= LONGEST_TURN.total_seconds() or is_at_work():
        return None
    return timedelta(seconds=since)
