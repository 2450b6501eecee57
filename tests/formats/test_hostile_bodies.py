"""Bodies that were written to do harm: lists of attacks, and feeds with one each."""

from __future__ import annotations

import contextlib
from html import escape
from pathlib import Path

import pytest
from lxml import etree

from broadsheet.formats import FormatError, read
from broadsheet.formats.html import blocks_from_html, clean_inline, clean_source, html_of
from broadsheet.formats.text import without_controls

from .allowed import offences


def check(html: str) -> None:
    """The blocks of ``html`` hold nothing that runs, and are the same when cleaned again."""
    blocks = blocks_from_html(html)
    for block in blocks:
        assert offences(block.html) == [], html
        assert not block.src.lower().startswith(("javascript:", "data:", "vbscript:")), html
    assert blocks_from_html(html_of(blocks)) == blocks, html
    assert "\n" not in clean_inline(html)


def files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    assert found, f"{folder} holds no {pattern}"
    return found


def test_lists_of_attacks(shared: Path) -> None:
    count = 0
    for path in files(shared / "hostile" / "xss-lists", "*"):
        text = path.read_text(encoding="utf-8", errors="replace")
        check(text)
        for line in text.splitlines():
            count += 1
            check(line)
            check(f'<p>before <a href="{line}">link</a> <b {line}>after</b></p>')
            check(f"<x {line}=alert(1)>")
    assert count > 1000


def test_feeds_with_one_attack_each(shared: Path) -> None:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    for path in files(shared / "hostile" / "feed-sanitize", "*.xml"):
        data = path.read_bytes()
        check(data.decode("utf-8", "replace"))
        root = etree.fromstring(data, parser)
        for element in [] if root is None else root.iter(etree.Element):
            check(without_controls(element.text or ""))
            check(etree.tostring(element, encoding="unicode"))


@pytest.mark.parametrize("pattern", ["svg/*", "html5lib/*.dat", "html5lib/*.test"])
def test_other_vocabularies_and_parser_tests(shared: Path, pattern: str) -> None:
    for path in files(shared / "hostile", pattern):
        text = path.read_text(encoding="utf-8", errors="replace")
        check(text)
        for part in text.split("#data\n"):
            check(part)


def test_whole_pages(shared: Path) -> None:
    for path in files(shared / "html-pages", "**/*.html"):
        blocks = blocks_from_html(path.read_text(encoding="utf-8", errors="replace"))
        assert blocks, path
        assert blocks_from_html(html_of(blocks)) == blocks, path
        assert [found for block in blocks for found in offences(block.html)] == [], path


NEWSML1 = (
    "<NewsML><NewsItem><NewsComponent><ContentItem><DataContent>{}</DataContent></ContentItem>"
    "</NewsComponent></NewsItem></NewsML>"
)
NITF = "<nitf><body><body.content>{}</body.content></body></nitf>"


@pytest.mark.parametrize("envelope", [NEWSML1, NITF], ids=["newsml1", "nitf"])
def test_attacks_in_the_bodies_of_agencies(shared: Path, envelope: str) -> None:
    """As characters, as the sender's markup, and as elements of other vocabularies."""
    for path in files(shared / "hostile" / "xss-lists", "*"):
        text = without_controls(path.read_text(encoding="utf-8", errors="replace"))
        characters = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        for body in (escape(text), characters):
            clean(envelope.format(body).encode())
    for path in files(shared / "hostile", "svg/*"):
        with contextlib.suppress(FormatError):
            clean(envelope.format(path.read_text("utf-8", "replace").partition("?>")[2]).encode())


def clean(data: bytes) -> None:
    """No block of the delivery holds anything that runs."""
    for item in read(data):
        for block in item.body:
            assert offences(block.html) == []
        for medium in item.media:
            for rendition in medium.renditions:
                assert clean_source(rendition.href or "a") is not None
