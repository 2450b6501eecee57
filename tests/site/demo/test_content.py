"""The demo newspaper's files agree with its registers and with each other."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from broadsheet.site.demo.registers import CONTENT, read_registers
from broadsheet.site.demo.story_blocks import Gallery, PictureBlock, Related, Video
from broadsheet.site.demo.story_file import StoryFile, read_edition

REGISTERS = read_registers()
EDITIONS = tomllib.loads((CONTENT / "editions.toml").read_text(encoding="utf-8"))
STORIES = {code: list(read_edition(CONTENT / code)) for code in EDITIONS}
ALL = [story for stories in STORIES.values() for story in stories]
INFORMATION = sorted((CONTENT / "information").glob("*/*.md"))


def pictures(story: StoryFile) -> set[str]:
    found = {story.picture} if story.picture else set()
    for block in story.body:
        if isinstance(block, PictureBlock):
            found.add(block.picture)
        elif isinstance(block, Gallery):
            found.update(item.picture for item in block.items)
    return found


@pytest.mark.parametrize("story", ALL, ids=lambda s: f"{s.edition}/{s.slug}")
def test_every_key_of_a_story_is_in_its_register(story: StoryFile) -> None:
    sections = {story.section, *story.further_sections}
    assert sections <= {
        key for key, each in REGISTERS.sections.items() if story.edition in each.editions
    }
    assert set(story.bylines) <= REGISTERS.people.keys()
    assert set(story.topics) <= REGISTERS.topics.keys()
    assert set(story.specials) <= REGISTERS.specials.keys()
    assert story.source in REGISTERS.sources
    assert pictures(story) <= REGISTERS.pictures.keys()
    assert {b.clip for b in story.body if isinstance(b, Video)} <= REGISTERS.clips.keys()


@pytest.mark.parametrize("story", ALL, ids=lambda s: f"{s.edition}/{s.slug}")
def test_related_stories_are_in_the_same_edition(story: StoryFile) -> None:
    slugs = {each.slug for each in STORIES[story.edition]}
    named = {slug for b in story.body if isinstance(b, Related) for slug in b.slugs}
    assert named <= slugs - {story.slug}


def test_a_translation_key_stands_once_in_an_edition_and_in_more_than_one() -> None:
    for stories in STORIES.values():
        keys = Counter(story.translation for story in stories if story.translation)
        assert [key for key, times in keys.items() if times > 1] == []
    everywhere = Counter(story.translation for story in ALL if story.translation)
    assert [key for key, times in everywhere.items() if times == 1] == []


@pytest.mark.parametrize("code", EDITIONS)
def test_no_section_and_no_special_of_an_edition_is_thin(code: str) -> None:
    sections = Counter(story.section for story in STORIES[code])
    specials = Counter(special for story in STORIES[code] for special in story.specials)
    wanted = [key for key, each in REGISTERS.sections.items() if code in each.editions]
    assert [key for key in wanted if sections[key] < 2] == []
    assert [key for key in EDITIONS[code]["specials"] if specials[key] < 3] == []


@pytest.mark.parametrize("code", EDITIONS)
def test_an_edition_has_its_information_pages(code: str) -> None:
    names = {path.stem for path in INFORMATION if path.parent.name == code}
    assert names == set(EDITIONS[code]["information"])


@pytest.mark.parametrize("path", INFORMATION, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_an_information_page_has_a_title_a_summary_and_links_to_its_own_edition(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    _, front, body = text.split("+++\n", 2)
    assert set(tomllib.loads(front)) == {"title", "summary"}
    assert text == unicodedata.normalize("NFC", text)
    known = set(REGISTERS.sections) | set(EDITIONS[path.parent.name]["information"])
    known |= {"archive", "most-popular"}
    home = "/" if EDITIONS[path.parent.name]["is_default"] else f"/{path.parent.name}/"
    homes = {"/" if each["is_default"] else f"/{code}/" for code, each in EDITIONS.items()}
    for address in re.findall(r"\]\(([^)]+)\)", body):
        page = address.removeprefix(home).rstrip("/")
        assert address in homes or (address.startswith(home) and page in known)


# That the visitor is a number, that its key lives in memory for a day, that no address is kept.
SAID_OF_READS = {
    "en": ("makes a number of your network address", "in memory alone", "is not written down"),
    "zh": ("网络地址和浏览器名称变成一个数", "只放在内存里", "地址本身不记下来"),
    "ar": ("من عنوانك على الشبكة واسم متصفّحك رقمًا", "إلا في الذاكرة", "العنوان نفسه فلا يُدوَّن"),
}


@pytest.mark.parametrize("code", EDITIONS)
def test_the_privacy_policy_says_how_reads_are_counted(code: str) -> None:
    page = CONTENT / "information" / code / "privacy.md"
    home = "/" if EDITIONS[code]["is_default"] else f"/{code}/"
    paragraphs = page.read_text(encoding="utf-8").split("\n\n")
    assert any(f"]({home}most-popular/)" in one for one in paragraphs)
    (found,) = [one for one in paragraphs if SAID_OF_READS[code][0] in one]
    assert all(said in found for said in SAID_OF_READS[code])
    assert "UTC" in found or "بالتوقيت العالمي" in found


@pytest.mark.parametrize("story", STORIES["zh"], ids=lambda s: s.slug)
def test_chinese_is_set_with_full_width_punctuation(story: StoryFile) -> None:
    text = story.path.read_text(encoding="utf-8").split("+++", 2)[2]
    assert re.findall(r"[一-鿿][,;:?!](?!\S*\))|[\"']", text) == []
    assert text.count("“") == text.count("”")


@pytest.mark.parametrize("story", STORIES["ar"], ids=lambda s: s.slug)
def test_arabic_is_set_with_arabic_punctuation(story: StoryFile) -> None:
    text = story.path.read_text(encoding="utf-8").split("+++", 2)[2]
    assert re.findall(r"[\u0600-\u06ff][,;?]", text) == []
    assert text.count("«") == text.count("»")
