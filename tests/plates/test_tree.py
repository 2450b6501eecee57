"""Plates are replaced whole, and leave nothing behind."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import brotli
import pytest
import zstandard

from broadsheet.plates import PlateTree

PAGE = b"<p>The ferry sails at nine.</p>" * 200
OTHER = b"<p>The ferry stays in port.</p>" * 300


@pytest.fixture
def tree(tmp_path: Path) -> PlateTree:
    return PlateTree(tmp_path / "plates", fsync=True)


def names(tree: PlateTree) -> list[str]:
    return sorted(file.name for file in (tree.root / "sea").iterdir())


def test_every_variant_is_the_same_page(tree: PlateTree) -> None:
    assert tree.press("/sea/", PAGE, ["story:1", "edition:1"])
    file = tree.root / "sea/index.html"
    assert file.read_bytes() == PAGE
    assert gzip.decompress((file.parent / "index.html.gz").read_bytes()) == PAGE
    assert brotli.decompress((file.parent / "index.html.br").read_bytes()) == PAGE
    zstd = (file.parent / "index.html.zst").read_bytes()
    assert zstandard.ZstdDecompressor().decompress(zstd) == PAGE
    assert (file.parent / "index.html.tags").read_text() == "edition:1 story:1"


def test_a_small_page_has_no_variants_and_takes_the_old_ones_away(tree: PlateTree) -> None:
    tree.press("/sea/", PAGE)
    tree.press("/sea/", b"<p>Short.</p>")
    assert names(tree) == ["index.html", "index.html.tags"]


def test_the_same_body_leaves_the_files_as_they_are(tree: PlateTree) -> None:
    tree.press("/sea/", PAGE, ["story:1"])
    file = tree.root / "sea/index.html.gz"
    before = file.stat()
    tree.mark_stale("/sea/")
    assert not tree.press("/sea/", PAGE, ["story:1", "story:2"])
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert not tree.is_stale("/sea/")
    assert (tree.root / "sea/index.html.tags").read_text() == "story:1 story:2"


def test_a_variant_of_another_body_is_replaced(tree: PlateTree) -> None:
    """As a press that was killed between two renames leaves it."""
    tree.press("/sea/", PAGE)
    torn = tree.root / "sea/index.html.gz"
    torn.write_bytes(gzip.compress(OTHER))
    assert tree.press("/sea/", PAGE)
    assert gzip.decompress(torn.read_bytes()) == PAGE


def test_a_full_disk_leaves_the_old_plate(tree: PlateTree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.press("/sea/", PAGE)
    written = []

    def refuse(beside: Path, data: bytes) -> None:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        written.append(beside.write_bytes(data))

    monkeypatch.setattr(tree, "_write_new", refuse)
    with pytest.raises(OSError, match="No space"):
        tree.press("/sea/", OTHER)
    assert tree.body("/sea/") == PAGE
    assert gzip.decompress((tree.root / "sea/index.html.gz").read_bytes()) == PAGE
    assert not [name for name in names(tree) if name.endswith(".new")]


def test_stale_is_seen_in_one_look_and_ends_with_a_new_plate(tree: PlateTree) -> None:
    assert not tree.mark_stale("/sea/")
    tree.press("/sea/", PAGE)
    assert tree.mark_stale("/sea/")
    assert tree.is_stale("/sea/")
    assert os.access(tree.root / "sea/index.html.gz", os.X_OK)
    tree.press("/sea/", OTHER)
    assert not tree.is_stale("/sea/")


def test_what_is_withdrawn_leaves_a_mark_until_it_comes_back(tree: PlateTree) -> None:
    tree.press("/sea/", PAGE)
    tree.withdraw("/sea/", b"<p>Withdrawn.</p>")
    assert names(tree) == ["index.html.410"]
    tree.move("/sea/", "/coast/")
    assert (tree.root / "sea/index.html.301").read_text() == "/coast/"
    assert names(tree) == ["index.html.301"]
    tree.press("/sea/", b"<p>Back.</p>")
    assert names(tree) == ["index.html", "index.html.tags"]


def test_a_dropped_plate_takes_its_empty_folders_along(tree: PlateTree) -> None:
    tree.press("/sea/2026/11/23/tide/", PAGE)
    tree.press("/sea/", PAGE)
    tree.drop("/sea/2026/11/23/tide/")
    tree.drop("/never/pressed/")
    assert list(tree.paths_on_disk()) == [tree.root / "sea/index.html"]
    assert not (tree.root / "sea/2026").exists()


def test_each_change_is_seen(tree: PlateTree) -> None:
    seen = set()
    for _number in range(20):
        tree.note_change()
        seen.add(tree.changed.stat().st_mtime_ns)
    assert len(seen) == 20


def test_the_lock_of_a_page_is_held_by_one(tree: PlateTree) -> None:
    inside = threading.Event()
    order: list[str] = []

    def second() -> None:
        inside.wait(5)
        with tree.lock("/sea/") as waited:
            order.append("second" if waited else "first of all")

    thread = threading.Thread(target=second)
    thread.start()
    with tree.lock("/sea/") as waited:
        assert not waited
        inside.set()
        thread.join(0.2)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]


def test_who_will_not_wait_for_a_page_is_told(tree: PlateTree) -> None:
    for patience in (0.0, 0.01):
        again = tree.lock("/sea/", patience=patience)
        with tree.lock("/sea/"), pytest.raises(BlockingIOError), again:
            pass
    with tree.lock("/sea/", patience=0.0) as waited:
        assert not waited


def test_who_waits_a_while_for_a_page_has_it_as_soon_as_it_is_free(tree: PlateTree) -> None:
    inside, free = threading.Event(), threading.Event()

    def first() -> None:
        with tree.lock("/sea/"):
            inside.set()
            free.wait(5)

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(5)
    threading.Timer(0.05, free.set).start()
    with tree.lock("/sea/", patience=60.0) as waited:
        assert free.is_set()
        assert waited
    thread.join(5)


def test_a_reader_sees_the_old_or_the_new_and_nothing_else(tree: PlateTree) -> None:
    tree.press("/sea/", PAGE)
    stop = threading.Event()
    seen: set[bytes] = set()
    file = tree.root / "sea/index.html.gz"

    def read() -> None:
        while not stop.is_set():
            seen.add(gzip.decompress(file.read_bytes()))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(60):
        tree.press("/sea/", OTHER if number % 2 else PAGE)
    stop.set()
    thread.join()
    assert seen <= {PAGE, OTHER}


def test_an_address_that_is_never_pressed_is_refused(tree: PlateTree) -> None:
    with pytest.raises(ValueError, match="never pressed"):
        tree.press("/../up/", PAGE)
