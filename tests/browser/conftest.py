"""Debian's Chromium, driven by Playwright, on a paper that is really served.

Both end with this folder's tests: Playwright's event loop would keep Django from the database in
the tests that the same process runs afterwards.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from broadsheet.theme.fonts import build_fonts
from tests.browser.chromium import ARGUMENTS, path_of_chromium
from tests.browser.crawl import Crawl, crawl
from tests.browser.server import ServedPaper, free_port
from tests.conftest import DATABASE_TEMPLATES, ROOT
from tests.database import alone, copy_template


def chromium() -> str:
    """The browser's path; skips the test, loudly, where there is none."""
    path = path_of_chromium()
    if not path:
        pytest.skip("SKIPPED: Chromium is not installed (apt-get install chromium)")
    return path


@pytest.fixture(scope="session")
def fonts() -> Path:
    """A folder with the fonts: cutting them is the longest part of a set-up, and not at issue."""
    folder = ROOT / "var" / "test-fonts"
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder):
        build_fonts(folder / "made")
    return folder / "made"


@pytest.fixture(scope="session")
def prepare(fonts: Path, django_db_modify_db_settings: None) -> Callable[[Path], None]:
    """A function that puts fonts and empty tables into a new home: what takes longest of a first
    start, for tests that ask for no first start."""

    def prepared(home: Path) -> None:
        shutil.copytree(fonts, home / "made")
        copy_template(DATABASE_TEMPLATES, home / "broadsheet.sqlite3")

    return prepared


@pytest.fixture(scope="package")
def served(
    tmp_path_factory: pytest.TempPathFactory, prepare: Callable[[Path], None]
) -> Iterator[ServedPaper]:
    """The demo newspaper, served by `broadsheet serve`."""
    paper = ServedPaper(tmp_path_factory.mktemp("served") / "var", free_port())
    prepare(paper.home)
    paper.start()
    yield paper
    paper.stop()


@pytest.fixture(scope="package")
def crawled(served: ServedPaper) -> Crawl:
    """Every public page of the demo newspaper."""
    return crawl(served)


@pytest.fixture(scope="package")
def withdrawn(served: ServedPaper, crawled: Crawl) -> str:
    """Path of a story that was killed."""
    path = crawled.kinds["text", "en"][-1]
    served.kill(path)
    return path


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for the session."""
    path = chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


class Watch:
    """What went wrong in a page: console errors, refused policies, requests to other hosts."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.problems: list[str] = []
        self.dialogs: list[str] = []
        self.own = own
        context.on("page", self._page)
        context.on("request", self._request)

    def _page(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("dialog", self._dialog)

    def _console(self, message: object) -> None:
        if message.type == "error":  # type: ignore[attr-defined]
            self.problems.append(f"console: {message.text}")  # type: ignore[attr-defined]

    def _dialog(self, dialog: object) -> None:
        self.dialogs.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    def _request(self, request: object) -> None:
        url: str = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.own, "data:", "blob:")):
            self.problems.append(f"request to another host: {url}")


@pytest.fixture
def context(browser: Browser, served: ServedPaper) -> Iterator[BrowserContext]:
    """A reader's browser without history; `context.watch` tells what went wrong."""
    made = browser.new_context(base_url=served.url, locale="en-GB", service_workers="block")
    made.watch = Watch(made, served.url)  # type: ignore[attr-defined]
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()


@pytest.fixture(scope="package")
def reference(served: ServedPaper, shared: Path) -> str:
    """Address of the reference story, taken in as the agency delivers it."""
    (line,) = served.run(
        "intake",
        str(shared / "seed" / "china-japan.ninjs.json"),
        "--provider",
        "Xinhua",
        "--section",
        "Politics",
        "--special",
        "Battle Against Novel Coronavirus",
        "--editor",
        "Wang Fan",
        "--publish",
    )
    assert line["action"] == "published"
    return str(line["url"])
