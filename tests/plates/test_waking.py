"""The bell: who rings without a listener is not kept waiting."""

from __future__ import annotations

from pathlib import Path

from broadsheet.plates.waking import LONGEST_LINE, Bell, wake


def test_nobody_listens(tmp_path: Path) -> None:
    assert not wake(tmp_path)
    Bell(tmp_path).close()
    assert not wake(tmp_path, "/politics/")


def test_messages_arrive_each_once(tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    assert wake(tmp_path, "/politics/")
    assert wake(tmp_path, "/politics/")
    assert wake(tmp_path)
    assert wake(tmp_path, "/zh/江水/")
    assert list(bell.wait(1)) == ["/politics/", "/zh/江水/"]
    assert list(bell.wait(0)) == []
    bell.close()


def test_what_would_be_torn_is_not_sent(tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    assert not wake(tmp_path, "/" + "a" * LONGEST_LINE)
    assert not wake(tmp_path, "/a\nb")
    assert list(bell.wait(0)) == []
    bell.close()


def test_a_full_pipe_blocks_nobody(tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    for number in range(40_000):
        assert wake(tmp_path, f"/{number}/")
    assert "/0/" in list(bell.wait(0))
    bell.close()
