"""Hits: what readers' beacons say, as records of one size in a file a minute and process.

Written by the reader, rolled up by popularity; neither knows the other. A record is 64 bytes,
little-endian:

====== ===== =====================================================================
offset bytes
====== ===== =====================================================================
0      4     when it arrived, seconds since 1970 in UTC
4      4     when the story was read, the same unless it was sent late
8      8     the story's key; 0 in a record that only counts what is no read
16     8     the visitor: a keyed hash of address, user agent, story and minute read
24     4     how many beacons the record stands for: 1 for a read
28     2     `Flag`s of a read, or the `Apart` of what is no read
30     2     the mark 0x5244, by which a torn or foreign record is told
32     32    host that the reader came from, ASCII, filled up with zeros
====== ===== =====================================================================

Files are appended to under a lock, which whoever counts and removes them holds as well; so none is
removed with a record in it that nobody counted.
"""

from __future__ import annotations

import fcntl
import logging
import os
import re
import secrets
import shutil
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from enum import IntEnum, IntFlag
from multiprocessing.util import Finalize
from pathlib import Path
from socket import gethostname
from struct import Struct
from threading import Event, Lock, Thread
from time import monotonic

RECORD = Struct("<IIQQIHH32s")
MARK = 0x5244
HOST_BYTES = 32
FOLDER = "hits"
# Below the logs: the visitors counted in each minute, for as long as their salt lives.
SEEN = ".seen"
DAY_SECONDS = 86_400
ENDING = ".hits"
# What logs that nobody has counted, and the visitors of the day, may take on a machine's disk. The
# latter are eight bytes a read: of 230 million reads a day, 1.8 GB.
MOST_BYTES = 4 * 1024**3
FLUSH_SECONDS = 1.0
# What waits in memory while it can't be written: a minute of a very busy process.
MOST_WAITING = 200_000
WARN_SECONDS = 60.0

_NO_NAME = re.compile(r"[^a-z0-9.-]+")

log = logging.getLogger("broadsheet.hits")


def hits_folder(home: Path) -> Path:
    """Where the processes of this machine keep the logs of the paper in `home`."""
    return home / FOLDER / (_NO_NAME.sub("-", gethostname().lower()).strip(".-")[:60] or "node")


def taken_by(folder: Path) -> int:
    """How many bytes all that lies in `folder` takes."""
    taken = 0
    for path, _folders, files in os.walk(folder):
        for file in files:
            with suppress(FileNotFoundError):
                taken += os.stat(f"{path}/{file}").st_size  # noqa: PTH116
    return taken


def clear_seen(folder: Path, second: int) -> None:
    """Forget which visitors were counted before the day (UTC) in which `second` lies."""
    for day in (folder / SEEN).glob("*"):
        if not day.name.isdecimal() or int(day.name) < second // DAY_SECONDS:
            shutil.rmtree(day, ignore_errors=True)


class Flag(IntFlag):
    """What is special about a read."""

    PICTURE = 1
    LATE = 2


class Apart(IntEnum):
    """Why a beacon is no read, as far as the reader can tell."""

    ROBOT = 1
    FLOOD = 2
    FORGED = 3
    MALFORMED = 4
    PRERENDERED = 5


class HitLog:
    """The logs of this process, in `folder`, which may hold `limit` bytes with all that lies there.

    A read costs one append in memory; a thread of its own writes once a second. Beyond the limit,
    and while nothing can be written for long, reads are lost, and the process's log says so.
    """

    def __init__(
        self, folder: Path, limit: int, beside: Callable[[], object] | None = None
    ) -> None:
        """`beside` is called after each writing, once a second."""
        self.folder = folder
        self.limit = limit
        self._beside = beside
        self.lost = 0
        self._waiting: deque[bytes] = deque()
        self._apart: Counter[tuple[int, Apart]] = Counter()
        self._writing = Lock()
        self._counting = Lock()
        self._thread: Thread | None = None
        self._pid = 0
        self._token = ""
        self._number = 0
        self._room: tuple[int, bool] = (0, True)
        self._warn_at = 0.0

    def add(
        self, arrived: int, own: int, story: int, visitor: int, flags: int = 0, host: bytes = b""
    ) -> None:
        """Note a read that arrived at `arrived` and was made at `own` (seconds since 1970)."""
        self._waiting.append(RECORD.pack(arrived, own, story, visitor, 1, flags, MARK, host))
        if self._thread is None:
            self._start()

    def add_apart(self, arrived: int, reason: Apart) -> None:
        """Note a beacon that is no read; they are only counted."""
        with self._counting:
            self._apart[arrived, reason] += 1
        if self._thread is None:
            self._start()

    def flush(self) -> None:
        """Write what waits, each record into the file of the minute it arrived in."""
        with self._writing:
            records = [self._waiting.popleft() for _ in range(len(self._waiting))]
            with self._counting:
                apart, self._apart = self._apart, Counter()
            records += [
                RECORD.pack(arrived, arrived, 0, 0, number, reason, MARK, b"")
                for (arrived, reason), number in apart.items()
            ]
            for minute, some in _by_minute(records).items():
                try:
                    self._append(minute, some)
                except OSError as error:
                    self._keep(some, error)

    def _append(self, minute: int, records: list[bytes]) -> None:
        if not self._has_room(minute):
            self._lose(len(records), f"{self.folder} holds more than {self.limit:,} bytes")
            return
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        data = b"".join(records)
        while True:
            handle = os.open(self._file(minute), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                found = os.fstat(handle)
                if found.st_nlink:
                    _write_whole(handle, found.st_size, data)
                    return
            finally:
                os.close(handle)
            # It was counted and removed since we opened it: what comes late has a file of its own.
            self._number += 1

    def _file(self, minute: int) -> Path:
        if self._pid != os.getpid():
            self._pid, self._token = os.getpid(), secrets.token_hex(4)
        return self.folder / f"{minute}-{self._pid}-{self._token}-{self._number}{ENDING}"

    def _has_room(self, minute: int) -> bool:
        """Looked at once a minute."""
        if self._room[0] != minute:
            self._room = minute, taken_by(self.folder) < self.limit
        return self._room[1]

    def _keep(self, records: list[bytes], error: OSError) -> None:
        """Try again in a second, with as many as memory may hold."""
        room = max(0, MOST_WAITING - len(self._waiting))
        self._waiting.extendleft(reversed(records[:room]))
        if records[room:]:
            self._lose(len(records[room:]), str(error))
        else:
            self._warn(f"Reads wait to be written: {error}")

    def _lose(self, number: int, why: str) -> None:
        self.lost += number
        self._warn(f"{self.lost:,} reads are lost: {why}")

    def _warn(self, sentence: str) -> None:
        if monotonic() >= self._warn_at:
            self._warn_at = monotonic() + WARN_SECONDS
            log.warning("%s", sentence)

    def _start(self) -> None:
        """Not before the first read: the server forks before it reads."""
        with self._writing:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="hits", daemon=True)
                self._thread.start()
                # Run when the process ends in order, whichever way it was started.
                Finalize(self, self.flush, exitpriority=1)

    def _run(self) -> None:
        pause = Event()
        while not pause.wait(FLUSH_SECONDS):
            try:
                self.flush()
                if self._beside is not None:
                    self._beside()
            except Exception:
                log.exception("Reads could not be written")


def _by_minute(records: list[bytes]) -> dict[int, list[bytes]]:
    """`records` by the minute of their arrival; mostly there is one."""
    minutes = {int.from_bytes(second, "little") // 60 for second in {one[:4] for one in records}}
    if len(minutes) == 1:
        return {minutes.pop(): records}
    found: dict[int, list[bytes]] = {minute: [] for minute in sorted(minutes)}
    for one in records:
        found[int.from_bytes(one[:4], "little") // 60].append(one)
    return found


def _write_whole(handle: int, size: int, data: bytes) -> None:
    """Append all of `data` or nothing, after the last whole record."""
    torn = size % RECORD.size
    if torn:
        os.ftruncate(handle, size - torn)
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
    except OSError:
        os.ftruncate(handle, size - torn)
        raise
