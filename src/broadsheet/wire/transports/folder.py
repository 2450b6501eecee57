"""Folders into which agencies drop files, as FTP servers and file shares receive them.

Below a channel's folder stand `in/`, where files are dropped, `done/` and `rejected/` with a folder
for each day, where they go when they have been read or refused, and `media/` for pictures and films
that come beside the items that name them. Nothing tells when whoever writes a file has done with
it: one that goes on being written where it was put away comes back.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from broadsheet import formats
from broadsheet.wire.intake import receive_and_read
from broadsheet.wire.media import is_media
from broadsheet.wire.models import Channel, Delivery
from broadsheet.wire.transports.fetching import LARGEST
from broadsheet.wire.transports.noting import complain, is_pausing, went_well, went_wrong

logger = logging.getLogger(__name__)
STILL_SECONDS = 0.3
# What can't be read, is empty, or does not say that it is whole may be an upload that pauses.
PATIENCE_SECONDS = 10.0
AT_ONCE = 50
UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".uploading", "~")


@dataclass
class Seen:
    """A file as it was seen last, since when (`time.monotonic`), and what was made of it then:
    a delivery that was refused, or nothing, since its end is not marked."""

    size: int
    modified: int
    since: float
    refused: Delivery | None = None
    is_open: bool = False
    put: Path | None = None
    tried: float = float("-inf")

    def is_due(self, now: float) -> bool:
        """Whether the file has stood still for long enough to be taken (again)."""
        is_doubtful = self.size == 0 or self.refused or self.is_open
        patient = PATIENCE_SECONDS if is_doubtful else STILL_SECONDS
        return now - self.since >= patient and now - self.tried >= STILL_SECONDS


class Folders:
    """Watches the folders of all channels; what it remembers is only what lies there unfinished,
    and what was put away a moment ago."""

    def __init__(self) -> None:
        self._seen: dict[Path, Seen] = {}
        self._put: dict[Path, Seen] = {}

    def look(self) -> int:
        """Take what has been dropped and stands still; how many files that were."""
        self._look_after()
        taken = 0
        there: set[Path] = set()
        channels = Channel.objects.filter(
            kind=Channel.Kind.FOLDER, active=True, provider__active=True
        )
        for channel in channels.select_related("provider"):
            if is_pausing(channel):
                continue
            try:
                dropped = list(self._files(make(channel)))
                there |= {path for path, _ in dropped}
                taken += self._take_due(channel, dropped)
            except OSError as error:
                went_wrong(channel, f"the folder can't be used: {error}")
        self._seen = {path: seen for path, seen in self._seen.items() if path in there}
        return taken

    def _look_after(self) -> None:
        """Bring back what went on being written where it was put away, within the patience."""
        now = time.monotonic()
        for path, seen in list(self._put.items()):
            try:
                found = path.stat()
                has_changed = (found.st_size, found.st_mtime_ns) != (seen.size, seen.modified)
                if has_changed:
                    self._seen[_bring_back(path)] = seen
            except FileNotFoundError:  # cleared away
                has_changed = True
            except OSError as error:
                logger.warning("%s can't be taken once more: %s", path, error)
                has_changed = True
            if has_changed or now - seen.since > PATIENCE_SECONDS:
                del self._put[path]

    def _files(self, folder: Path) -> Iterator[tuple[Path, Seen]]:
        with os.scandir(folder / "in") as entries:
            for entry in entries:
                if not is_finished(entry.name) or not entry.is_file(follow_symlinks=False):
                    continue
                try:
                    found = entry.stat(follow_symlinks=False)
                except FileNotFoundError:  # renamed in this instant: seen anew at the next look
                    continue
                yield Path(entry.path), self._look_at(Path(entry.path), found)

    def _look_at(self, path: Path, found: os.stat_result) -> Seen:
        seen = self._seen.get(path)
        if seen is None or (seen.size, seen.modified) != (found.st_size, found.st_mtime_ns):
            before = seen.refused if seen else None
            seen = Seen(found.st_size, found.st_mtime_ns, time.monotonic())
            if before is not None:
                _forget_beginning(before, path)
            self._seen[path] = seen
        return seen

    def _take_due(self, channel: Channel, dropped: list[tuple[Path, Seen]]) -> int:
        now = time.monotonic()
        due = [(path, seen) for path, seen in dropped if seen.is_due(now)]
        due.sort(key=lambda each: (each[1].modified, each[0].name))
        had_trouble = bool(due and channel.last_error)
        reasons = [reason for path, seen in due[:AT_ONCE] if (reason := _try(channel, path, seen))]
        now = time.monotonic()
        for _path, seen in due:
            if seen.put:
                seen.since = now
                self._put[seen.put] = seen
        if reasons:
            complain(channel, "; ".join(reasons))
        elif had_trouble:
            went_well(channel)
        return len(due[:AT_ONCE])


def _try(channel: Channel, path: Path, seen: Seen) -> str:
    """Take one file; why it could not be, if it could not."""
    seen.tried = time.monotonic()
    try:
        take_file(channel, path, seen)
    except FileNotFoundError:  # taken back in this instant
        return ""
    except (OSError, ValueError, MemoryError) as error:
        seen.tried += PATIENCE_SECONDS
        return f"{path.name}: {error or type(error).__name__}"
    return ""


def folder_of(channel: Channel) -> Path:
    """Where a channel's folder is: a whole path, or one below BROADSHEET_HOME."""
    return Path(settings.HOME) / Path(channel.address).expanduser()


def make(channel: Channel) -> Path:
    """The channel's folder with all that stands in it. Raises OSError."""
    folder = folder_of(channel)
    for name in ("in", "done", "rejected", "media"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return folder


def is_finished(name: str) -> bool:
    """Whether a file of that name is no upload under way."""
    return not name.startswith((".", "~")) and not name.lower().endswith(UNFINISHED)


def take_file(channel: Channel, path: Path, seen: Seen) -> None:
    """Take one file in and put it away; one that can't be read, or may be only the beginning of
    one, waits, since it may still grow.

    Raises OSError, or ValueError for a file that is too large, which is put aside.
    """
    folder = path.parent.parent
    if seen.size > LARGEST:
        put_away(path, folder / "rejected" / _today())
        raise ValueError(f"larger than {LARGEST // 1024**2} MiB")
    content = path.read_bytes()
    if len(content) != seen.size:
        return
    if is_media(content):
        path.replace(folder / "media" / path.name)
        return
    is_patient = time.monotonic() - seen.since >= PATIENCE_SECONDS
    seen.is_open = not formats.is_whole(content)
    if seen.is_open and not is_patient:
        return
    name = os.fsencode(path.name).decode("utf-8", "replace")
    delivery = receive_and_read(channel.provider, name, content, channel)
    if delivery.state == Delivery.State.READ:
        seen.put = put_away(path, folder / "done" / _today(), delivery.pk)
    elif delivery.state == Delivery.State.RECEIVED:  # it failed, and is tried again
        seen.tried += PATIENCE_SECONDS
    elif seen.refused or is_patient:
        seen.put = put_away(path, folder / "rejected" / _today(), delivery.pk)
    else:
        seen.refused = delivery


def put_away(path: Path, folder: Path, number: int = 0) -> Path:
    """Move a file, whole and at once, and say where it lies; beside another of its name it gets
    `number` before its own. One that changes even then is seen where it lies."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / path.name
    if target.exists():
        target = folder / f"{number or time.time_ns()}-{path.name}"
    path.replace(target)
    return target


def _bring_back(path: Path) -> Path:
    """Put a file back where it was dropped, beside a newer one of its name if there is one; where
    it lies now."""
    target = path.parents[2] / "in" / path.name
    if target.exists():
        target = target.with_name(f"{time.time_ns()}-{path.name}")
    path.replace(target)
    return target


def _forget_beginning(refused: Delivery, path: Path) -> None:
    """A delivery that was only the beginning of a file is nothing to show anybody."""
    beginning = bytes(refused.content or b"")
    with path.open("rb") as stream:
        if stream.read(len(beginning)) == beginning and not refused.items.exists():
            refused.delete()


def _today() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}"
