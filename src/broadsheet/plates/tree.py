"""The tree of plates: written beside and renamed, so that a reader sees the old or the new."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from time import monotonic, sleep
from zlib import crc32

from broadsheet.plates.compression import compress
from broadsheet.plates.names import file_for

# File ending -> content coding (RFC 9110 section 8.4.1; RFC 8878 for zstd, RFC 7932 for br).
ENCODINGS = {"zst": "zstd", "br": "br", "gz": "gzip"}
TAGS, GONE, MOVED = "tags", "410", "301"
# A stale plate is marked where the reader's one look at the file shows it: its owner may "run" it.
STALE = stat.S_IXUSR
_MODE = 0o644
_LOCKS = 1024
# A lock can't be waited for until a moment: it is asked for again after so many seconds.
_ASK_AGAIN = 0.002


class PlateTree:
    """Plates below `root`. With `fsync` each file is on the disk before it takes its place."""

    def __init__(self, root: Path, *, fsync: bool = False) -> None:
        self.root = root
        self.fsync = fsync
        self.locks = root / ".locks"
        self.reads = root / ".reads"
        self.changed = root / ".changed"

    def file(self, path: str) -> Path | None:
        """Where the plate of the address `path` lies; `None` where none ever does."""
        name = file_for(path)
        return None if name is None else self.root / name

    def body(self, path: str) -> bytes | None:
        """The plate's body as it lies there, or `None`."""
        file = self.file(path)
        try:
            return file.read_bytes() if file else None
        except FileNotFoundError:
            return None

    def press(self, path: str, body: bytes, tags: Iterable[str] = ()) -> bool:
        """Put the plate of `path` in place, fresh; whether its body is another than before.

        Raises `ValueError` for an address that is never pressed, `OSError` where the disk refuses;
        the old plate then stands untouched.
        """
        file = self._file(path)
        variants = compress(body)
        files = {_beside(file, TAGS): " ".join(sorted(tags)).encode()}
        # A press that was cut short may have left its variants beside an older body.
        changed = _read(file) != body or any(
            _read(_beside(file, ending)) != variants.get(ending) for ending in ENCODINGS
        )
        if changed:
            files |= {_beside(file, ending): data for ending, data in variants.items()}
            files[file] = body
        strays = [_beside(file, ending) for ending in ENCODINGS if ending not in variants]
        self._write(files, before_last=strays)
        if not changed:
            self._set_mode(file, _MODE)
        for marker in (GONE, MOVED):
            _beside(file, marker).unlink(missing_ok=True)
        return changed

    def withdraw(self, path: str, body: bytes) -> None:
        """Take the plate away and leave a 410 with `body` in its place."""
        self._leave(path, GONE, body)

    def move(self, path: str, location: str) -> None:
        """Take the plate away and leave a 301 to the address `location` in its place."""
        self._leave(path, MOVED, location.encode())

    def drop(self, path: str) -> None:
        """Take away the plate of `path` and whatever marks its place."""
        file = self.file(path)
        if file is not None and file.parent.is_dir():
            self._remove(file)
            for marker in (GONE, MOVED):
                _beside(file, marker).unlink(missing_ok=True)
            self._tidy(file.parent)

    def mark_stale(self, path: str) -> bool:
        """Let the reader know that the plate is no longer true; whether there is one."""
        file = self.file(path)
        return file is not None and self._set_mode(file, _MODE | STALE)

    def is_stale(self, path: str) -> bool:
        """Whether the plate of `path` is there and marked stale."""
        file = self.file(path)
        try:
            return file is not None and bool(file.stat().st_mode & STALE)
        except FileNotFoundError:
            return False

    def note_change(self) -> None:
        """Touch `.changed`: answers that were remembered as missing are asked for again."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.changed.touch()
        # Two changes within one tick of the file system's clock must differ as well.
        now = self.changed.stat().st_mtime_ns
        os.utime(self.changed, ns=(now, now + secrets.randbelow(1_000_000)))

    def count_reads(self) -> dict[str, int]:
        """How often each address was read lately, as every reader has noted it."""
        counts: dict[str, int] = {}
        for file in self.reads.iterdir() if self.reads.is_dir() else ():
            with suppress(FileNotFoundError):
                for line in file.read_text(errors="replace").splitlines():
                    count, _tab, path = line.partition("\t")
                    if count.isdecimal() and path:
                        counts[path] = counts.get(path, 0) + int(count)
        return counts

    @contextmanager
    def lock(self, path: str, *, patience: float = inf) -> Iterator[bool]:
        """Hold the lock of `path` among all threads and processes; `kill -9` lets go of it.

        Says whether somebody else had it first. Where they have it for longer than `patience`
        seconds, that raises `BlockingIOError`.
        """
        self.locks.mkdir(parents=True, exist_ok=True)
        slot = self.locks / f"{crc32(path.encode(errors='surrogatepass')) % _LOCKS:03x}"
        with slot.open("ab") as held:
            yield _hold(held.fileno(), patience)

    def paths_on_disk(self) -> Iterator[Path]:
        """Every body in the tree, with its file."""
        for folder, folders, names in os.walk(self.root):
            here = Path(folder)
            if here == self.root:
                folders[:] = [name for name in folders if name not in {".locks", ".reads"}]
            for name in names:
                ending = name.rpartition(".")[2]
                if ending not in {*ENCODINGS, TAGS, GONE, MOVED} and not name.startswith("."):
                    yield here / name

    def _file(self, path: str) -> Path:
        file = self.file(path)
        if file is None:
            raise ValueError(f"{path!r} is never pressed")
        return file

    def _write(self, files: dict[Path, bytes], *, before_last: Iterable[Path] = ()) -> None:
        """Write every file beside its place, then rename them in order; all or none."""
        made: dict[Path, Path] = {}
        try:
            for file, data in files.items():
                beside = file.with_name(f".{secrets.token_hex(8)}.new")
                made[file] = beside
                self._write_new(beside, data)
            *early, last = made
            for file in early:
                made[file].replace(file)
            for stray in before_last:
                stray.unlink(missing_ok=True)
            made[last].replace(last)
        except BaseException:
            for beside in made.values():
                beside.unlink(missing_ok=True)
            raise
        if self.fsync:
            _sync_folder(last.parent)

    def _write_new(self, beside: Path, data: bytes) -> None:
        handle = _create(beside)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            if self.fsync:
                os.fsync(out.fileno())

    def _leave(self, path: str, marker: str, data: bytes) -> None:
        file = self._file(path)
        self._write({_beside(file, marker): data})
        self._remove(file)
        _beside(file, MOVED if marker == GONE else GONE).unlink(missing_ok=True)

    def _remove(self, file: Path) -> None:
        for ending in ENCODINGS:
            _beside(file, ending).unlink(missing_ok=True)
        file.unlink(missing_ok=True)
        _beside(file, TAGS).unlink(missing_ok=True)

    def _set_mode(self, file: Path, mode: int) -> bool:
        for ending in ENCODINGS:
            with suppress(FileNotFoundError):
                _beside(file, ending).chmod(mode)
        try:
            file.chmod(mode)
        except FileNotFoundError:
            return False
        return True

    def _tidy(self, folder: Path) -> None:
        while folder != self.root:
            try:
                folder.rmdir()
            except OSError:  # not empty, or filled again in this instant
                return
            folder = folder.parent


def _create(file: Path) -> int:
    """Open the new `file`, in a new folder if need be, though another press may tidy that away."""
    for _attempt in range(20):
        with suppress(FileNotFoundError):
            file.parent.mkdir(parents=True, exist_ok=True)
            return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
    raise FileNotFoundError(errno.ENOENT, "The folder is removed again and again", str(file.parent))


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}.{ending}")


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _hold(file: int, patience: float) -> bool:
    """Lock `file`, and say whether that took waiting. Raises `BlockingIOError` after `patience`."""
    if _take(file):
        return False
    if patience == inf:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    deadline = monotonic() + patience
    while monotonic() < deadline:
        sleep(_ASK_AGAIN)
        if _take(file):
            return True
    raise BlockingIOError(errno.EWOULDBLOCK, "Somebody else is at this page")


def _take(file: int) -> bool:
    """Lock `file` if nobody has it; whether that went."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
