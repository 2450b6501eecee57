"""The salt that visitors are hashed with: random, of one day (UTC), in memory alone.

Every process of a machine that counts for the same paper must have the same one. They share it in
a file in memory, in `/dev/shm` (which a system that swaps may write to its disk); where there is no
such folder each has its own, and whoever is answered by two of them counts twice.
"""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - memory, and each file is checked to be ours
SALT_BYTES = 32
DAY_SECONDS = 86_400


class Salts:
    """The salts of those whose logs lie in `folder`."""

    def __init__(self, folder: Path, memory: Path | None = None) -> None:
        name = blake2b(os.fsencode(folder.absolute()), digest_size=8).hexdigest()
        self._memory = memory or SHARED_MEMORY
        self._ours = f"broadsheet-{os.geteuid()}-"
        self._stem = f"{self._ours}{name}-"
        self._kept: tuple[int, bytes] = (-1, b"")

    def of(self, second: int) -> bytes:
        """The salt of the day in which `second` (since 1970) lies. That of another is forgotten."""
        day = second // DAY_SECONDS
        kept = self._kept
        if kept[0] != day:
            kept = day, self._shared(day)
            self._kept = kept
            self.clear(second)
        return kept[1]

    def forget(self, second: int) -> None:
        """Forget the salt unless it is that of the day in which `second` lies."""
        if self._kept[0] != second // DAY_SECONDS:
            self._kept = (-1, b"")

    def clear(self, second: int) -> None:
        """Take away the shared salts of days before that in which `second` lies.

        Those of our other papers too: one that was ended before midnight can't do it itself.
        """
        for file in self._memory.glob(f"{self._ours}*"):
            day = file.name.rpartition("-")[2].partition(".")[0]
            if not day.isdecimal() or int(day) < second // DAY_SECONDS:
                file.unlink(missing_ok=True)

    def _shared(self, day: int) -> bytes:
        file = self._memory / f"{self._stem}{day}"
        own = secrets.token_bytes(SALT_BYTES)
        beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
        try:
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                os.write(handle, own)
            finally:
                os.close(handle)
            try:
                # Whole from the beginning, and the first one wins.
                with suppress(FileExistsError):
                    os.link(beside, file)
            finally:
                beside.unlink(missing_ok=True)
            return _read(file) or own
        except OSError:
            return own


def _read(file: Path) -> bytes | None:
    """The salt in `file`, if it is ours alone."""
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        found = os.fstat(handle)
        is_ours = found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == 0o600
        data = os.read(handle, SALT_BYTES + 1)
    finally:
        os.close(handle)
    return data if is_ours and len(data) == SALT_BYTES else None
