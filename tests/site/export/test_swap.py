"""A copy takes its place whole, or the last one stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.site.export.swap import TargetTaken, beside, mark


def write(target: Path, text: str) -> None:
    with beside(target) as folder:
        (folder / "index.html").write_text(text)
        mark(folder, {"pages": 1})


def test_a_new_folder_and_its_successor(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "copy"
    write(target, "one")
    assert (target / "index.html").read_text() == "one"
    write(target, "two")
    assert (target / "index.html").read_text() == "two"
    assert [entry.name for entry in target.parent.iterdir()] == ["copy"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    write(tmp_path / "copy", "one")
    assert (tmp_path / "copy/index.html").exists()


def test_a_failed_one_leaves_the_last_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "copy"
    write(target, "one")

    def fail() -> None:
        with beside(target) as folder:
            (folder / "index.html").write_text("half")
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        fail()
    assert (target / "index.html").read_text() == "one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["copy"]


def test_what_a_killed_one_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / ".copy.new" / "old"
    left.mkdir(parents=True)
    (left / "page.html").write_text("half")
    write(tmp_path / "copy", "one")
    assert not (tmp_path / "copy/old").exists()


def test_somebody_elses_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(TargetTaken, match="something else"):
        write(tmp_path, "one")
    (tmp_path / "file").write_text("x")
    with pytest.raises(TargetTaken):
        write(tmp_path / "file", "one")
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(TargetTaken):
        write(tmp_path / "link", "one")


def test_what_came_into_the_folder_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "copy"

    def overtaken() -> None:
        with beside(target) as folder:
            mark(folder, {})
            target.mkdir()
            (target / "thesis.txt").write_text("mine")

    with pytest.raises(TargetTaken):
        overtaken()
    assert (target / "thesis.txt").read_text() == "mine"


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    target = tmp_path / "copy"
    with beside(target) as folder:
        with pytest.raises(TargetTaken, match="another export"):
            write(target, "two")
        (folder / "index.html").write_text("one")
    assert (target / "index.html").read_text() == "one"
