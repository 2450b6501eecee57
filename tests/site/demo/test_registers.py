"""Reading the registers: what they give, and what is said of a wrong one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from broadsheet.site.demo.registers import CONTENT, Wording, read_registers
from broadsheet.site.demo.story_errors import DemoContentError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in CONTENT.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_a_wording_falls_back_to_english() -> None:
    name = Wording({"en": "Harbour", "zh": "港湾"})
    assert name.for_edition("zh") == "港湾"
    assert name.for_edition("ar") == "Harbour"
    assert Wording({}).for_edition("ar") == ""


def test_the_registers_keep_the_order_of_their_files() -> None:
    registers = read_registers()
    assert list(registers.sections)[:3] == ["harbour", "politics", "business"]
    assert registers.sections["harbour"].name.for_edition("zh") == "港湾"


def test_a_topic_knows_its_kind_and_slug() -> None:
    topic = read_registers().topics["place:lake-orrin"]
    assert (topic.kind, topic.slug) == ("place", "lake-orrin")
    assert topic.media_topic == ""


@pytest.mark.parametrize(
    ("added", "line", "says"),
    [
        ("\n[x]\nname = 3\nhouse = true\n", 2, "name is not a text for each language"),
        ('\n[x]\nname = {en = "X"}\n', 2, "house"),
        ('\n[x]\nname = {en = "X"}\nhouse = true\nage = 3\n', 2, "age"),
        ("\n[x]\nname =\n", 3, "not TOML"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(
    folder: Path, added: str, line: int, says: str
) -> None:
    path = folder / "sources.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before + added, encoding="utf-8")
    with pytest.raises(DemoContentError, match=says) as caught:
        read_registers(folder)
    assert caught.value.path == path
    assert caught.value.line == before.count("\n") + line
