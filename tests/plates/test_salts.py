"""The day's salt: one for all processes, in memory, gone with the day."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from broadsheet.plates.salts import SALT_BYTES, Salts

NOON = 1_795_521_600
DAY = 86_400


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """What stands for the memory that processes share."""
    folder = tmp_path / "memory"
    folder.mkdir()
    return folder


def test_processes_share_the_salt_of_a_day(memory: Path) -> None:
    one, other = Salts(Path("hits"), memory), Salts(Path("hits"), memory)
    assert one.of(NOON) == other.of(NOON + 60)
    assert len(one.of(NOON)) == SALT_BYTES
    (file,) = memory.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_another_paper_has_another(memory: Path) -> None:
    assert Salts(Path("a"), memory).of(NOON) != Salts(Path("b"), memory).of(NOON)


def test_a_day_later_it_is_gone(memory: Path) -> None:
    one, other = Salts(Path("hits"), memory), Salts(Path("hits"), memory)
    before = one.of(NOON)
    after = other.of(NOON + DAY)
    assert after != before
    (file,) = memory.iterdir()
    assert file.read_bytes() == after
    one.forget(NOON + DAY)
    assert before not in one._kept
    assert one.of(NOON + DAY) == after


def test_a_paper_that_was_ended_is_cleared_up_after(memory: Path) -> None:
    Salts(Path("ended"), memory).of(NOON)
    Salts(Path("hits"), memory).of(NOON + DAY)
    (file,) = memory.iterdir()
    assert file.name.endswith(f"-{NOON // DAY + 1}")


def test_all_who_ask_at_once_are_told_the_same(memory: Path) -> None:
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(Salts(Path("hits"), memory).of(NOON)))
        for _ in range(16)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1


def test_a_file_that_is_not_ours_alone_is_not_believed(memory: Path) -> None:
    known = Salts(Path("hits"), memory).of(NOON)
    (file,) = memory.iterdir()
    file.chmod(0o644)
    assert Salts(Path("hits"), memory).of(NOON) != known
    file.unlink()
    elsewhere = memory.parent / "elsewhere"
    elsewhere.write_bytes(b"x" * SALT_BYTES)
    elsewhere.chmod(0o600)
    file.symlink_to(elsewhere)
    assert Salts(Path("hits"), memory).of(NOON) != b"x" * SALT_BYTES


def test_without_shared_memory_each_process_has_its_own(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    one, other = Salts(Path("hits"), nowhere), Salts(Path("hits"), nowhere)
    assert one.of(NOON) != other.of(NOON)
    assert one.of(NOON) == one.of(NOON + 1)
