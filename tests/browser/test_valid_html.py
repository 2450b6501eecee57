"""Every public page of the demo, and its style sheet, before the Nu checker."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from tests.browser.crawl import Crawl
from tests.browser.node_tools import nu_checker
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

# In every browser's engine or harmless where not; the checker doesn't know them yet.
NEWER_THAN_THE_CHECKER = re.compile(r"“(animation-timeline|animation-range)”")


def _found(*arguments: str) -> list[dict[str, str]]:
    return json.loads(nu_checker("--format", "json", *arguments).stderr)["messages"]


def test_pages(crawled: Crawl, served: ServedPaper, tmp_path: Path) -> None:
    names = {}
    for number, page in enumerate(crawled.pages()):
        names[f"{number}.html"] = page.path
        (tmp_path / f"{number}.html").write_bytes(page.body)
    for path in ("/no-such-page/", "/zh/no-such-page/"):
        (tmp_path / f"{path.strip('/').replace('/', '-')}.html").write_bytes(served.get(path)[2])
    wrong: Counter[str] = Counter()
    example = {}
    for message in _found(str(tmp_path)):
        file = message["url"].rsplit("/", 1)[-1]
        words = f"{message['type']}: {message['message']}"
        wrong[words] += 1
        example[words] = f"{names.get(file, file)}: {message.get('extract', '')}"
    assert {f"{count} × {words}": example[words] for words, count in wrong.items()} == {}


def test_style_sheet(crawled: Crawl, served: ServedPaper, tmp_path: Path) -> None:
    tree = crawled.answers["/"].tree
    assert tree is not None
    sheets = tree.xpath("//link[@rel='stylesheet']/@href")
    assert sheets
    for number, address in enumerate(sheets):
        (tmp_path / f"{number}.css").write_bytes(served.get(address)[2])
    messages = _found("--css", *map(str, tmp_path.glob("*.css")))
    assert [
        (one["message"], one.get("extract"))
        for one in messages
        if not NEWER_THAN_THE_CHECKER.search(one["message"])
    ] == []
