"""Memory is bounded in bytes and keeps what is read."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from broadsheet.reader.memory import Memory, Shelf
from broadsheet.reader.tally import MOST_PATHS, Tally
from broadsheet.reader.variant import OVERHEAD, Variant
from tests.reader.asking import PAGE, Paper


def variant(tmp_path: Path, path: str, size: int = 1000) -> Variant:
    file = tmp_path / "file"
    file.touch()
    return Variant(str(file), file.stat(), b"x" * size, [], path=path)


def kept(memory: Memory) -> int:
    return sum(one.size + len(one.path or "") for one in memory.variants())


def test_it_never_takes_more_than_it_may(tmp_path: Path) -> None:
    out: list[Variant] = []
    memory = Memory(10 * (OVERHEAD + 1010), out.append)
    _liked, shelf = memory.shelf("br")
    for number in range(100):
        key = f"/{number}/"
        memory.put(shelf, key, variant(tmp_path, key))
        assert memory.taken <= memory.limit
        assert kept(memory) == memory.taken
    assert len(out) == 100 - len(shelf)


def test_what_was_read_stays(tmp_path: Path) -> None:
    memory = Memory(10 * (OVERHEAD + 1010), lambda one: None)
    _liked, shelf = memory.shelf("br")
    for number in range(100):
        memory.put(shelf, f"/{number}/", variant(tmp_path, f"/{number}/"))
        shelf["/0/"].reads += 1
    assert "/0/" in shelf
    assert "/1/" not in shelf


def test_what_is_larger_than_all_of_it_is_not_kept(tmp_path: Path) -> None:
    memory = Memory(5000, lambda one: None)
    _liked, shelf = memory.shelf("")
    memory.put(shelf, "/", variant(tmp_path, "/", 6000))
    assert (shelf, memory.taken) == ({}, 0)


def test_replaced_and_forgotten_bodies_are_counted_until_they_are_let_go(tmp_path: Path) -> None:
    memory = Memory(10 * (OVERHEAD + 1010), lambda one: None)
    _liked, shelf = memory.shelf("")
    for _ in range(1000):
        one = variant(tmp_path, "/")
        memory.put(shelf, "/", one)
        assert len(memory._clock) <= 10
    memory.forget(shelf, "/", one)
    assert shelf == {}


def test_eight_shelves_however_many_headers() -> None:
    memory = Memory(1000, lambda one: None)
    shelves = {id(memory.shelf(header)[1]) for header in ("br", "br, gzip", "gzip, br", "BR", "")}
    assert len(shelves) == 3


def test_threads_do_not_disturb_each_other(tmp_path: Path) -> None:
    memory = Memory(20 * (OVERHEAD + 1010), lambda one: None)

    def work(seed: int) -> None:
        random = Random(seed)
        for _ in range(2000):
            shelf: Shelf = memory.shelf(random.choice(["br", "gzip", ""]))[1]
            key = f"/{random.randrange(40)}/"
            found = shelf.get(key)
            if found is None:
                memory.put(shelf, key, variant(tmp_path, key))
            elif random.random() < 0.2:
                memory.forget(shelf, key, found)
            else:
                found.reads += 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert kept(memory) <= memory.taken <= memory.limit
    assert sum(one.size + len(key) for _shelf, key, one in memory._clock) == memory.taken


def test_readers_see_whole_pages_while_the_press_replaces_them(tmp_path: Path) -> None:
    paper = Paper(tmp_path)
    bodies = [PAGE + bytes([letter]) * 4000 for letter in b"abcdefgh"]
    paper.press("/", bodies[0])

    def look(coding: str) -> set[bytes]:
        return {paper.ask("/", accept_encoding=coding).body[-1:] for _ in range(300)}

    def press() -> None:
        for body in bodies * 5:
            paper.press("/", body)

    with ThreadPoolExecutor(4) as pool:
        pressing = pool.submit(press)
        seen = set().union(*pool.map(look, ["", "", ""]))
        pressing.result()
    assert seen <= {body[-1:] for body in bodies}
    assert paper.ask("/").body == bodies[-1]


def test_reads_of_what_was_put_out_are_counted_too(tmp_path: Path) -> None:
    tally = Tally(tmp_path / ".reads")
    memory = Memory(2 * (OVERHEAD + 1010), tally.add)
    _liked, shelf = memory.shelf("")
    for number in range(10):
        one = variant(tmp_path, f"/{number}/")
        memory.put(shelf, f"/{number}/", one)
        one.reads += 20 - number
    tally.write(memory.variants())
    (written,) = (tmp_path / ".reads").iterdir()
    lines = [line.split("\t") for line in written.read_text().splitlines()]
    assert [path for _count, path in lines] == [f"/{number}/" for number in range(10)]


def test_older_reads_weigh_less_and_are_forgotten(tmp_path: Path) -> None:
    tally = Tally(tmp_path / ".reads")
    one = variant(tmp_path, "/old/")
    one.reads = 1000
    tally.write([one])
    (file,) = (tmp_path / ".reads").iterdir()
    counts = []
    while (text := file.read_text()) and len(counts) < 200:
        counts.append(int(text.split("\t")[0]))
        tally.write([one])
    assert counts == sorted(counts, reverse=True)
    assert counts[:2] == [1000, 937]
    assert len(counts) < 100


def test_the_tally_is_bounded(tmp_path: Path) -> None:
    tally = Tally(tmp_path / ".reads")
    file = tmp_path / "file"
    file.touch()
    found = file.stat()
    for number in range(2 * MOST_PATHS + 10):
        one = Variant(str(file), found, b"", [], path=f"/{number}/")
        one.reads = 2
        tally.add(one)
    assert len(tally._counts) <= 2 * MOST_PATHS


def test_files_of_processes_long_gone_are_cleared(tmp_path: Path) -> None:
    folder = tmp_path / ".reads"
    folder.mkdir()
    (folder / "1").touch()
    os.utime(folder / "1", (0, 0))
    Tally(folder).write([])
    assert [file.name for file in folder.iterdir()] == [str(os.getpid())]


@pytest.mark.parametrize("size", [0, 100_000])
def test_a_variant_weighs_what_it_holds(tmp_path: Path, size: int) -> None:
    assert variant(tmp_path, "/", size).size == size + OVERHEAD
