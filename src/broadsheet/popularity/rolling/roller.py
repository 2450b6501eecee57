"""Roll the readers' logs up: count each, note that it is counted, remove it."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
from django.db import transaction
from django.utils import timezone

from broadsheet.plates import hit_logs
from broadsheet.plates.hits import FOLDER, SEEN
from broadsheet.plates.salts import Salts
from broadsheet.popularity.models import RolledLog
from broadsheet.popularity.rolling.counting import count
from broadsheet.popularity.rolling.gathering import gather
from broadsheet.popularity.rolling.nodes import note_nodes
from broadsheet.popularity.rolling.seen import Seen
from broadsheet.popularity.rolling.standings import add_late, advance, lock_reckoning

# A minute's reads are on the disk by then: processes write once a second.
GRACE_SECONDS = 2
# What is rolled up in one transaction.
BATCH_BYTES = 32 * 1024 * 1024
BATCH_FILES = 200
ORPHANED = timedelta(days=2)
ABANDONED_SECONDS = 7 * 86_400

logger = logging.getLogger(__name__)


@dataclass
class Rolled:
    """What a roll-up did; `until` is the minute where the windows end now.

    Logs that were `passed_over` could not be read or removed: the next roll-up tries again.
    """

    logs: int = 0
    passed_over: int = 0
    beacons: int = 0
    reads: int = 0
    until: int = 0


def roll_up(home: Path, now: float) -> Rolled:
    """Count every log in `home` of a minute that was over at `now` (seconds since 1970).

    It may be cut off at any moment and run again, run twice at once, and meet logs in any order.
    """
    done = Rolled()
    until = int(now - GRACE_SECONDS) // 60
    nodes = []
    with _alone(home):
        for folder in _nodes(home):
            try:
                for files in _batches(hit_logs.logs(folder, before=until)):
                    _roll_what_can_be_read(folder, files, done)
                Seen(folder).clear(int(now))
                Salts(folder).clear(int(now))
                if not _is_tidied(folder, now):
                    nodes.append(folder.name)
            except OSError:
                logger.exception("Reads in %s can't be counted", folder)
    with transaction.atomic():
        done.until = advance(until)
        note_nodes(nodes, done.until)
    if done.logs:
        RolledLog.objects.filter(rolled_at__lt=timezone.now() - ORPHANED).delete()
    return done


def _nodes(home: Path) -> list[Path]:
    """The folders of logs of every machine that shares `home`."""
    root = home / FOLDER
    return sorted(folder for folder in root.iterdir() if folder.is_dir()) if root.is_dir() else []


def _is_tidied(folder: Path, now: float) -> bool:
    """Whether the folder was empty, and of a machine that has long been called otherwise."""
    if now - folder.stat().st_mtime > ABANDONED_SECONDS:
        for each in (folder / SEEN, folder):
            with suppress(OSError):
                each.rmdir()
    return not folder.exists()


def _roll_what_can_be_read(folder: Path, files: list[Path], done: Rolled) -> None:
    """Count `files`, and where one of them fails each by itself."""
    try:
        _roll(folder, files, done)
    except OSError as error:
        if len(files) == 1:
            done.passed_over += 1
            logger.error("Reads in %s can't be counted: %s", files[0], error)
            return
        for file in files:
            _roll_what_can_be_read(folder, [file], done)


def _batches(files: list[Path]) -> Iterator[list[Path]]:
    batch: list[Path] = []
    taken = 0
    for file in files:
        size = file.stat().st_size
        if batch and (taken + size > BATCH_BYTES or len(batch) >= BATCH_FILES):
            yield batch
            batch, taken = [], 0
        batch.append(file)
        taken += size
    if batch:
        yield batch


def _roll(folder: Path, files: list[Path], done: Rolled) -> None:
    node = folder.name
    with ExitStack() as stack:
        for file in files:
            stack.enter_context(hit_logs.held(file))
        names = [file.name for file in files]
        counted = set(
            RolledLog.objects.filter(node=node, name__in=names).values_list("name", flat=True)
        )
        seen = Seen(folder)
        # Whoever counted these was cut off before it could note whom it had counted.
        _remember(seen, folder, sorted(counted))
        fresh = [name for name in names if name not in counted]
        records = _read(folder, fresh)
        found = gather(records, seen)
        if fresh:
            with transaction.atomic():
                until = lock_reckoning().until
                reads = count(found)
                add_late(until, (row for row in reads if row[1] < until))
                RolledLog.objects.bulk_create(RolledLog(node=node, name=name) for name in fresh)
            for day, minute, visitors in found.visitors():
                seen.add(day, minute, visitors)
            done.reads += sum(number for _story, _minute, number in reads)
        for file in files:
            file.unlink()
        RolledLog.objects.filter(node=node, name__in=names).delete()
    done.logs += len(fresh)
    done.beacons += int(records["number"].sum())


def _read(folder: Path, names: list[str]) -> hit_logs.Records:
    parts = [hit_logs.read(folder / name) for name in names]
    return np.concatenate(parts) if parts else np.empty(0, hit_logs.DTYPE)


def _remember(seen: Seen, folder: Path, names: list[str]) -> None:
    if names:
        found = gather(_read(folder, names), seen)
        for day, minute, visitors in found.visitors():
            seen.add(day, minute, visitors)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One roll-up of `home` at a time; the next one waits."""
    root = home / FOLDER
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (root / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
