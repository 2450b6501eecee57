"""Fifteen hundred real stories: every page answers, is well-formed and has its whole text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from lxml import html

from broadsheet.plates.rounds import one_round
from broadsheet.stories.models import Story
from broadsheet.stories.views.page_reading import read_together
from tests.factories import found_test_edition
from tests.stories import bulk_news

pytestmark = pytest.mark.django_db

MOST_QUERIES = 40
ROUND = 20
#: Control characters that no page shows are meant as Windows-1252 has them, where it has any.
STRAY = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)} | {
    0x85: " ",
    0xFEFF: "",
}
VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")


class Counter:
    """Counts the queries of one page."""

    queries = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.queries += 1
        return execute(*arguments)


class Strict(HTMLParser):
    """Tags that don't match, unclosed elements and repeated identifiers of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not VOID.fullmatch(tag):
            self.open.append(tag)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.problems.append(f"<{tag}> has an attribute twice: {names}")
        identifier = dict(attrs).get("id")
        if identifier in self.ids:
            self.problems.append(f"the identifier {identifier} stands twice")
        if identifier:
            self.ids.add(identifier)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element of SVG that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing, at {self.getpos()}")


def problems_of(page: str) -> list[str]:
    parser = Strict()
    parser.feed(page)
    parser.close()
    return parser.problems + [f"<{tag}> is not closed" for tag in parser.open]


def folded(text: str) -> str:
    """NFC, white space folded, stray control characters as they are meant."""
    return " ".join(unicodedata.normalize("NFC", text).translate(STRAY).split())


def paragraphs(text: str) -> Iterator[str]:
    return filter(None, map(folded, re.split(r"\n\s*\n", text)))


def printed(root: html.HtmlElement) -> str:
    """The words of the story's body, as a reader sees them."""
    for line_break in root.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    (body,) = root.xpath("//article//div[@class='body']")
    return folded(" ".join(piece.text_content() for piece in body.xpath(".//p|.//li|.//h2|.//h3")))


@pytest.mark.parametrize(
    ("code", "prefix", "originals_in", "at_least"),
    [
        pytest.param(
            *("en", "", bulk_news.english, 295), marks=pytest.mark.xdist_group("at_size_en")
        ),
        pytest.param(
            *("ja", "/ja", bulk_news.japanese, 1224), marks=pytest.mark.xdist_group("at_size_ja")
        ),
    ],
)
def test_every_page(
    client: Client,
    shared: Path,
    code: str,
    prefix: str,
    originals_in: Callable[[Path], Iterator[bulk_news.Original]],
    at_least: int,
) -> None:
    folder = shared / "bulk-news"
    if not folder.is_dir():
        pytest.skip("SKIPPED: the sample ../shared/data/bulk-news is not here")
    edition = found_test_edition()
    if code != "en":
        edition = found_test_edition(code=code, language=code, is_default=False)
    originals = bulk_news.load(edition, originals_in(folder))
    assert len(originals) >= at_least
    failures: list[str] = []
    waiting = iter(originals.items())
    while some := dict(islice(waiting, ROUND)):
        # As a print run presses them; each first one also as a reader asks for it alone.
        alone = next(iter(some))
        asked = Counter()
        with connection.execute_wrapper(asked):
            answer = client.get(alone)
        assert asked.queries <= MOST_QUERIES
        failures += [f"{alone}, alone: {why}" for why in wrong_with(answer, some[alone], code)]
        with one_round():
            read_together(some)
            for path, original in some.items():
                failures += [
                    f"{path}: {why}" for why in wrong_with(client.get(path), original, code)
                ]
        assert len(failures) < 20, failures
    assert failures == []
    assert Story.objects.public().in_edition(edition).count() == len(originals)
    for page in ("/", "/section-1/", "/section-1/page/2/", "/rss.xml", "/more/top/"):
        assert client.get(prefix + page).status_code == 200, page


def wrong_with(answer: object, original: bulk_news.Original, language: str) -> Iterator[str]:
    """What is wrong with the page of a story."""
    if answer.status_code != 200:  # type: ignore[attr-defined]
        yield f"answered {answer.status_code}"  # type: ignore[attr-defined]
        return
    page = answer.content.decode()  # type: ignore[attr-defined]
    yield from problems_of(page)
    root = html.fromstring(page)
    if root.get("lang") != language or root.xpath("//article/@lang")[0] != language:
        yield "is not in its language"
    headings = root.xpath("//h1")
    if [folded(h1.text_content()) for h1 in headings] != [folded(original.headline)]:
        yield f"has the headings {[h1.text_content() for h1 in headings]}"
    text = printed(root)
    for paragraph in paragraphs(original.text):
        if paragraph not in text:
            yield f"lacks “{paragraph[:80]}”"
