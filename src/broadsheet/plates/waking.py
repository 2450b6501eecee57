"""Wake the press without a database: a named pipe in the tree of plates.

Readers write the path of a stale plate into it, whoever changes something an empty line. Where no
press listens, the message is lost, and nothing waits: the queue is in the database, and a stale
plate is still stale at its next read.
"""

from __future__ import annotations

import errno
import os
import select
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PIPE = ".press"
# Where the press asks a second one for a hand with the pages of a change.
SECOND_PIPE = ".press-second"
# Touched by the press at each of its turns.
TURN = ".press-turn"
# A line no longer than this is written whole or not at all (POSIX, PIPE_BUF).
LONGEST_LINE = 4096


def wake(root: Path, path: str = "", *, pipe: str = PIPE) -> bool:
    """Wake the press of the tree at `root`, for `path` if there is one; whether one listens."""
    line = f"{path}\n".encode(errors="surrogatepass")
    if len(line) > LONGEST_LINE or "\n" in path:
        return False
    try:
        handle = os.open(root / pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as error:
        if error.errno in {errno.ENXIO, errno.ENOENT}:
            return False
        raise
    try:
        os.write(handle, line)
    except BlockingIOError:  # full: it will wake all the same
        return True
    finally:
        os.close(handle)
    return True


def note_turn(root: Path) -> None:
    """Let it be seen that the press of the tree at `root` moves."""
    with suppress(OSError):  # a full disk, or no tree: whoever looks sees that it stands still
        (root / TURN).touch()


def seconds_since_turn(root: Path) -> float | None:
    """How long ago a press of the tree at `root` moved; `None` where none ever did."""
    try:
        return max(0.0, time.time() - (root / TURN).stat().st_mtime)
    except OSError:
        return None


class Bell:
    """The listening end. Several may listen; each message reaches one of them."""

    def __init__(self, root: Path, *, pipe: str = PIPE) -> None:
        root.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.mkfifo(root / pipe, 0o660)
        # Open for writing as well: else it would read "end of file" whenever the last writer left.
        self._handle = os.open(root / pipe, os.O_RDWR | os.O_NONBLOCK)

    def wait(self, seconds: float) -> Iterator[str]:
        """Wait for a message, at most `seconds`; the paths that were named, if any."""
        ready, _, _ = select.select([self._handle], [], [], max(0.0, seconds))
        if not ready:
            return
        try:
            data = os.read(self._handle, 1 << 16)
        except BlockingIOError:  # another listener was quicker
            return
        for line in dict.fromkeys(data.split(b"\n")):
            if line:
                yield line.decode(errors="surrogatepass")

    def fileno(self) -> int:
        """The listening end for `select`."""
        return self._handle

    def close(self) -> None:
        """Listen no longer."""
        os.close(self._handle)
