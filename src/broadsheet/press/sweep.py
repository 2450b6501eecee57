"""The sweep: what time alone makes untrue, what was left for later, and what may be forgotten."""

from __future__ import annotations

import hashlib
import threading
import time
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from broadsheet.plates.rounds import one_round
from broadsheet.plates.tags import Rank
from broadsheet.press.changes import note_change, note_everything
from broadsheet.press.failures import LONGEST_PAUSE
from broadsheet.press.fingerprints import has_changed, learn
from broadsheet.press.models import SWEPT, Change, Plate
from broadsheet.press.pressing import CLAIM, read_ahead
from broadsheet.press.queue import press
from broadsheet.press.running import is_processor_idle
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Edition

KEPT = timedelta(minutes=15)
BATCH = 200
# Seconds of pressing after which it is looked whether anything is due.
MOMENT = 0.5
# Pages that share what they show alike, and whose stories are read at once.
AT_ONCE = 10
LEFTOVER_AGE = 3600


def sweep(stopped: threading.Event | None = None) -> int:
    """Do what is due, then press stale plates for a moment; how many were pressed.

    Without a pause again and again, as long as there are some and a processor has nothing else to
    do, or until `stopped`.
    """
    done = 0
    while True:
        turn_days()
        _catch_up_with_clock()
        _outdate_by_age()
        Change.objects.filter(done_at__lt=timezone.now() - KEPT).delete()
        pressed = press_stale(MOMENT)
        done += pressed
        if not pressed or (stopped and stopped.is_set()) or not is_processor_idle():
            return done


def press_stale(seconds: float) -> int:
    """Press stale plates for about `seconds`, those first that are read most; how many."""
    until = time.monotonic() + seconds
    stale = Plate.objects.filter(stale=True, wanted_at=None).order_by(*SWEPT)
    done = 0
    while time.monotonic() < until and (few := list(stale[:AT_ONCE])):
        with one_round():
            read_ahead(plate.path for plate in few)
            for plate in few:
                done += _press_stale(plate)
                if time.monotonic() >= until:
                    break
    return done


def _press_stale(plate: Plate) -> bool:
    """Press `plate`, unless another press has come before; whether it was ours to press.

    What was wished for since it was read is left to the next round, which reads it anew.
    """
    mine = Plate.objects.filter(pk=plate.pk, wanted_at=None, wish=plate.wish)
    is_mine = bool(mine.update(wanted_at=timezone.now() + CLAIM))
    if is_mine:
        press(plate)
    return is_mine


def turn_days() -> None:
    """At midnight in a zone, what was printed as today is untrue; at New Year, the year as well."""
    for zone in Edition.objects.values_list("zone", flat=True).distinct():
        today = timezone.now().astimezone(ZoneInfo(zone)).date()
        with transaction.atomic():
            if has_changed(f"today:{zone}", today):
                tags = {f"today:{zone}"}
                if has_changed(f"year:{zone}", today.year):
                    tags.add(f"year:{zone}")
                note_change(tags)


def notice_new_build() -> bool:
    """Press everything again where style, templates or settings differ from the last time."""
    with transaction.atomic():
        if not has_changed("build", build()):
            return False
        learn()
        note_everything()
    return True


def build() -> str:
    """A digest of what shapes every page: code, templates, static files, the site's address."""
    import broadsheet

    digest = hashlib.sha256(settings.BROADSHEET_SITE_URL.encode())
    root = next(iter(broadsheet.__path__))
    for file in sorted(Path(root).rglob("*")):
        if file.suffix in {".py", ".html", ".mo", ".po"} and "migrations" not in file.parts:
            digest.update(file.read_bytes())
    hashed = getattr(staticfiles_storage, "hashed_files", {})
    digest.update(repr(sorted(hashed.items())).encode())
    return digest.hexdigest()


def tidy_tree() -> int:
    """Remove what a press that was killed left half-written, an hour later; how many files."""
    tree = plate_tree()
    old = time.time() - LEFTOVER_AGE
    found = 0
    for file in tree.root.rglob(".*.new"):
        if file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
            found += 1
    return found


def _catch_up_with_clock() -> None:
    """A clock that was put back must not leave waiting what was due before."""
    now = timezone.now()
    made_later = Change.objects.filter(done_at=None, due_at__gt=now, due_at__lte=F("made_at"))
    taken_later = Change.objects.filter(done_at=None, taken_at__gt=now + CLAIM)
    wanted_later = Plate.objects.filter(wanted_at__gt=now + CLAIM).filter(
        Q(tries=0) | Q(wanted_at__gt=now + timedelta(seconds=LONGEST_PAUSE))
    )
    # Each looked for first: an update takes SQLite's one lock though it finds nothing.
    if made_later.exists():
        made_later.update(due_at=now)
    if taken_later.exists():
        taken_later.update(taken_at=None)
    if wanted_later.exists():
        wanted_later.update(wanted_at=now)


def _outdate_by_age() -> None:
    tree = plate_tree()
    now = timezone.now()
    aged = Plate.objects.filter(true_until__lte=now, stale=False)
    rows = list(aged.values_list("pk", "path", "rank")[:BATCH])
    for pk, path, rank in rows:
        prompt = Rank.STORY < rank <= Rank.PROMPT
        wanted = {"wanted_at": now} if prompt else {}
        Plate.objects.filter(pk=pk).update(
            stale=True, true_until=None, wish=F("wish") + 1, **wanted
        )
        tree.mark_stale(path)


def count_reads() -> None:
    """Note with each plate how often it was read lately."""
    counts = plate_tree().count_reads()
    known = dict(Plate.objects.filter(reads__gt=0).values_list("path", "reads"))
    for path in known.keys() | counts.keys():
        if known.get(path, 0) != counts.get(path, 0):
            Plate.objects.filter(path=path).update(reads=counts.get(path, 0))
