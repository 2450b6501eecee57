"""When a day is over, nothing tells one visitor from another."""

from __future__ import annotations

import logging
import signal
import time
from pathlib import Path

import numpy as np
import pytest
import time_machine
from django.db import connection

from broadsheet.plates.hit_logs import logs, read
from broadsheet.plates.salts import Salts
from broadsheet.popularity.rolling import roll_up
from broadsheet.reader.reads import Reads
from broadsheet.reader.visitors import visitor_hash
from tests.conftest import TestPaper
from tests.factories import make_stories
from tests.popularity.readers import old_stories
from tests.reader.asking import Paper
from tests.reader.served import AHEAD
from tests.reader.test_reads_under_granian import Counting

# Where the processes of a server share their salt.
MEMORY = Path("/dev/shm")
MIDNIGHT = 1_795_564_800
ADDRESSES = ("198.51.100.77", "2001:db8:77:77::1")
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) A-telling-name/77.0"


def everything(folder: Path) -> bytes:
    """All that lies below `folder`, names and contents."""
    files = sorted(folder.rglob("*"))
    return b"\n".join([str(file).encode() + (file.read_bytes() if file.is_file() else b"")
                       for file in files])  # fmt: skip


def database() -> bytes:
    """Every row of every table."""
    tables = connection.introspection.table_names()
    assert len([name for name in tables if name.startswith("popularity_")]) == 9
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(row).encode() for row in cursor.fetchall()]
    return b"\n".join(found)


def assert_nobody_is_told(left: bytes, salt: bytes, hashes: list[bytes]) -> None:
    """What is `left` after the day holds no trace of the visitors with these `hashes`."""
    for secret in (salt, salt.hex().encode(), *hashes, *(one.hex().encode() for one in hashes)):
        assert secret not in left
    for number in (int.from_bytes(one, "little") for one in hashes):
        assert str(number).encode() not in left
    for word in (*ADDRESSES, "2001:db8", BROWSER, "telling"):
        assert word.encode() not in left


def visitors(folder: Path) -> list[bytes]:
    """The hashes in the logs."""
    records = np.concatenate([read(log) for log in logs(folder, 1 << 40)])
    return [int(one).to_bytes(8, "little") for one in records["visitor"] if one]


def test_after_the_days_end_no_visitor_can_be_told_from_another(
    paper: TestPaper, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    memory = tmp_path / "memory"
    memory.mkdir()
    home = tmp_path / "home"
    folder = home / "hits" / "node"
    stories = make_stories(paper.politics, 3)
    door = Paper(home, {"hits": folder, "trust_forwarded_for": True})
    reads = door.reader._reads = Reads(door.config, folder, Salts(folder, memory))
    with time_machine.travel(MIDNIGHT - 90, tick=False) as clock:
        for address in ADDRESSES:
            for story in stories:
                answer = door.ask(
                    f"/read/{story.pk}", "POST", x_forwarded_for=address, user_agent=BROWSER
                )
                assert answer.status == 204
                assert "set-cookie" not in answer.headers
        reads._log.flush()
        hashes = visitors(folder)
        (salt_file,) = memory.iterdir()
        salt = salt_file.read_bytes()
        # While the day lasts, what is on the disk ties no two reads of a visitor together.
        assert len(set(hashes)) == len(hashes) == 6
        raw = everything(home)
        assert not any(word.encode() in raw for word in (*ADDRESSES, BROWSER, "telling"))
        assert salt not in raw
        clock.move_to(MIDNIGHT + 2)
        roll_up(home, MIDNIGHT + 2)
        Salts(folder, memory).clear(MIDNIGHT + 2)
        reads._forget()
    left = everything(home) + everything(memory) + database() + caplog.text.encode()
    assert_nobody_is_told(left, salt, hashes)
    # The process itself has forgotten as well.
    assert salt not in reads._salts._kept


@pytest.mark.network
def test_a_server_of_two_processes_forgets_its_visitors_at_midnight(
    paper: TestPaper, tmp_path: Path
) -> None:
    """With all that lies below its home, and what it has logged."""
    stories = old_stories(paper.politics, 3)
    folder = tmp_path / "hits" / "node"
    stem = f"{Salts(folder)._stem}*"
    move_clock(tmp_path, MIDNIGHT - 3600)
    server = Counting(tmp_path)
    try:
        for _ in range(10):
            for address in ADDRESSES:
                assert {server.send(story.pk, address, BROWSER) for story in stories} == {204}
        time.sleep(1.5)
        hashes = visitors(folder)
        assert len({log.name.split("-")[1] for log in logs(folder, 1 << 40)}) == 2
        (before,) = (file.read_bytes() for file in MEMORY.glob(stem))
        move_clock(tmp_path, MIDNIGHT + 5)
        for _ in range(20):
            server.send(stories[0].pk, "203.0.113.9")
        time.sleep(1.5)
        roll_up(tmp_path, MIDNIGHT + 65)
        (after,) = (file.read_bytes() for file in MEMORY.glob(stem))
        assert len(set(hashes)) > 6
        assert before != after
        assert_nobody_is_told(everything(tmp_path) + after + database(), before, hashes)
        assert (tmp_path / "log").exists()
    finally:
        server.end(signal.SIGKILL)
        for salt in MEMORY.glob(stem):
            salt.unlink()


def move_clock(home: Path, now: int) -> None:
    """Let the server with this `home` think that it is `now`; its clock goes on."""
    beside = home / f"{AHEAD}.new"
    beside.write_text(str(now - time.time()))
    beside.replace(home / AHEAD)


def test_a_hash_tells_nothing_without_its_salt() -> None:
    told = [
        visitor_hash(salt, "192.0.2.1", BROWSER, story, minute)
        for salt in (b"monday", b"tuesday")
        for story in (1, 2)
        for minute in (10, 11)
    ]
    assert len(set(told)) == 8
