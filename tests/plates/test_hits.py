"""Logs of reads: written whole, bounded, and read whatever has happened to them."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from broadsheet.plates import hits
from broadsheet.plates.hit_logs import DTYPE, held, logs, read
from broadsheet.plates.hits import MARK, RECORD, Apart, HitLog, clear_seen, hits_folder

NOON = 1_795_521_600


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> HitLog:
    """A log that writes when it is told to."""
    monkeypatch.setattr(HitLog, "_start", lambda self: None)
    return HitLog(tmp_path / "hits", 1 << 30)


def stories(log: HitLog) -> list[int]:
    """The stories in all that was written."""
    return [int(one["story"]) for file in logs(log.folder, 1 << 40) for one in read(file)]


def test_numpy_sees_what_struct_has_written(log: HitLog) -> None:
    assert DTYPE.itemsize == RECORD.size == 64
    log.add(NOON + 5, NOON, 2**40, 2**63 + 1, hits.Flag.LATE, b"search.example")
    log.flush()
    (file,) = logs(log.folder, 1 << 40)
    assert read(file).tolist() == [
        (NOON + 5, NOON, 2**40, 2**63 + 1, 1, hits.Flag.LATE, MARK, b"search.example")
    ]


def test_each_minute_of_arrival_has_its_file(log: HitLog) -> None:
    log.add(NOON + 59, NOON + 59, 1, 1)
    log.add(NOON + 60, NOON, 2, 2)
    log.add_apart(NOON + 61, Apart.ROBOT)
    log.add_apart(NOON + 61, Apart.ROBOT)
    log.flush()
    first, second = logs(log.folder, 1 << 40)
    assert read(first)["story"].tolist() == [1]
    assert read(second)["story"].tolist() == [2, 0]
    assert read(second)["number"].tolist() == [1, 2]
    assert logs(log.folder, NOON // 60 + 1) == [first]
    assert logs(log.folder / "nowhere", 1 << 40) == []


def test_nobody_else_may_read_them(log: HitLog) -> None:
    log.add(NOON, NOON, 1, 1)
    log.flush()
    (file,) = logs(log.folder, 1 << 40)
    assert file.stat().st_mode & 0o777 == 0o600
    assert log.folder.stat().st_mode & 0o777 == 0o700


def test_what_comes_after_a_log_is_gone_has_a_file_of_its_own(log: HitLog) -> None:
    log.add(NOON, NOON, 1, 1)
    log.flush()
    (file,) = logs(log.folder, 1 << 40)
    opened = os.open

    def slow(path: Any, *more: Any) -> int:
        """Between opening and locking, the roll-up counts and removes the file."""
        handle = opened(path, *more)
        if Path(path) == file:
            file.unlink(missing_ok=True)
        return handle

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "open", slow)
        log.add(NOON + 1, NOON + 1, 2, 2)
        log.flush()
    assert stories(log) == [2]
    assert logs(log.folder, 1 << 40) != [file]


def test_a_log_that_is_held_is_not_written_to(log: HitLog) -> None:
    log.add(NOON, NOON, 1, 1)
    log.flush()
    (file,) = logs(log.folder, 1 << 40)
    with held(file), file.open("ab") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with pytest.raises(FileNotFoundError), held(file.with_name("none")):
        pass


def _cut(data: bytes) -> bytes:
    return data[:-17]


def _grown(data: bytes) -> bytes:
    return data + secrets.token_bytes(63)


def _zeroed(data: bytes) -> bytes:
    return data[:-64] + bytes(64)


def _noise(data: bytes) -> bytes:
    return data[:-64] + b"\x01" * 64


def _empty(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    ("damage", "left"),
    [(_cut, [1, 2]), (_grown, [1, 2, 3]), (_zeroed, [1, 2]), (_noise, [1, 2]), (_empty, [])],
)
def test_what_is_torn_is_left_out(
    log: HitLog, damage: Callable[[bytes], bytes], left: list[int]
) -> None:
    for story in (1, 2, 3):
        log.add(NOON, NOON, story, story)
    log.flush()
    (file,) = logs(log.folder, 1 << 40)
    file.write_bytes(damage(file.read_bytes()))
    assert stories(log) == left
    # Whoever writes on begins after the last whole record.
    log.add(NOON, NOON, 9, 9)
    log.flush()
    assert stories(log) == [*left, 9]


def test_a_full_disk_loses_no_read_that_memory_can_hold(
    log: HitLog, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write = os.write
    log.add(NOON, NOON, 1, 1)
    log.flush()
    full = True

    def short(handle: int, data: Any) -> int:
        if full and len(data) < 20:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data[: len(data) - 19] if full else data)

    monkeypatch.setattr(os, "write", short)
    log.add(NOON, NOON, 2, 2)
    log.add(NOON + 60, NOON + 60, 3, 3)
    log.flush()
    assert stories(log) == [1]
    assert "No space left" in caplog.text
    full = False
    log.flush()
    assert stories(log) == [1, 2, 3]
    assert log.lost == 0


def test_memory_is_bounded(
    log: HitLog, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hits, "MOST_WAITING", 5)
    log.folder.parent.mkdir(exist_ok=True)
    log.folder.write_text("a file stands where the folder should")
    for story in range(1, 9):
        log.add(NOON, NOON, story, story)
    log.flush()
    assert log.lost == 3
    log.folder.unlink()
    log.flush()
    assert stories(log) == [1, 2, 3, 4, 5]
    assert "3 reads are lost" in caplog.text


def test_the_disk_is_bounded(tmp_path: Path, log: HitLog, caplog: Any) -> None:
    log.limit = 100
    for minute in range(4):
        log.add(NOON + 60 * minute, NOON, 1 + minute, 1)
        log.flush()
    assert stories(log) == [1, 2]
    assert log.lost == 2
    assert "reads are lost" in caplog.text


def test_the_visitors_of_the_day_take_of_the_same_room(log: HitLog) -> None:
    seen = log.folder / hits.SEEN / "1" / "2"
    seen.parent.mkdir(parents=True)
    seen.write_bytes(bytes(100))
    log.limit = 100
    log.add(NOON, NOON, 1, 1)
    log.flush()
    assert log.lost == 1


def test_what_waits_is_written_within_a_second_and_when_the_process_ends(tmp_path: Path) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom broadsheet.plates.hits import HitLog\n"
        f"log = HitLog(Path({str(tmp_path)!r}), 1 << 30)\n"
        f"log.add({NOON}, {NOON}, 1, 1)\nprint('added', flush=True)\n"
        "sys.stdin.readline()\n"
        f"log.add({NOON}, {NOON}, 2, 2)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "added\n"
    until = time.monotonic() + 10
    while not logs(tmp_path, 1 << 40) and time.monotonic() < until:
        time.sleep(0.05)
    (file,) = logs(tmp_path, 1 << 40)
    assert read(file)["story"].tolist() == [1]
    process.communicate("\n", timeout=10)
    assert read(file)["story"].tolist() == [1, 2]


def test_a_machine_has_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hits, "gethostname", lambda: "../Web 1.example")
    assert hits_folder(tmp_path) == tmp_path / "hits" / "web-1.example"
    monkeypatch.setattr(hits, "gethostname", lambda: "..")
    assert hits_folder(tmp_path) == tmp_path / "hits" / "node"


def test_of_days_that_are_over_nobody_is_remembered(tmp_path: Path) -> None:
    today = NOON // 86_400
    for name in (today - 1, today, "strange"):
        (tmp_path / hits.SEEN / str(name)).mkdir(parents=True)
    clear_seen(tmp_path, NOON)
    assert [file.name for file in (tmp_path / hits.SEEN).iterdir()] == [str(today)]
