"""Hostile wire items on their pages in a real browser: nothing runs, nothing is asked elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser import attacking_formats, payloads
from tests.browser.server import ServedPaper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

TABS = 8  # a page is quiet after half a second without a request: they wait together
TRAP = """
window.canary = [];
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = (...values) => { window.canary.push([name, String(values)]); };
"""
OFFENCES = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const attribute of element.attributes)
      if (/^on/i.test(attribute.name)) found.push(`${element.tagName} ${attribute.name}`);
    if (element.hasAttribute("style")) found.push(`${element.tagName} style`);
  }
  for (const link of document.querySelectorAll("a"))
    if (!["http:", "https:", "mailto:"].includes(link.protocol)) found.push(link.outerHTML);
  const forbidden = "script,iframe,object,embed,form,input,svg,math,base,meta,link,style,img";
  for (const element of document.querySelectorAll("article :is(.body, h1, .standfirst)"))
    for (const inside of element.querySelectorAll(forbidden)) found.push(inside.outerHTML);
  return found;
}"""


@pytest.fixture(scope="module")
def attacked(
    served: ServedPaper, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """What `intake` answered to the attacks, all of them published."""
    attacks = payloads.payloads(shared / "hostile")
    assert len(attacks) > 900
    path = tmp_path_factory.mktemp("hostile") / "attacks.json"
    count = payloads.write(attacks, path)
    answers = served.run(
        "intake", str(path), "--provider", "Hostile Wire", "--section", "Politics", "--publish"
    )
    assert [line.get("action") for line in answers] == ["published"] * count
    return answers


@pytest.fixture
def trapped(context: BrowserContext) -> Page:
    """A page in which every dialog is a trap."""
    context.add_init_script(TRAP)
    # A route turns the cache off: Playwright never hears that the refreshing of a stale entry
    # has ended, and would wait for quiet in vain.
    context.route("**/rails/", lambda route: route.continue_())
    return context.new_page()


def visit(page: Page, url: str) -> list[str]:
    """Open a page, wait until it is quiet, and say what happened that should not have."""
    page.goto(url)
    return happened(page, url)


def happened(page: Page, url: str) -> list[str]:
    """Wait until the page is quiet, and say what happened that should not have."""
    page.wait_for_load_state("networkidle")
    return [f"{url}: {one}" for one in page.evaluate(OFFENCES) + page.evaluate("window.canary")]


def test_story_pages_run_nothing(
    attacked: list[dict[str, Any]], trapped: Page, shared: Path
) -> None:
    watch = trapped.context.watch  # type: ignore[attr-defined]
    marks = 0
    tabs = [trapped, *(trapped.context.new_page() for _ in range(TABS - 1))]
    for first in range(0, len(attacked), TABS):
        opened = list(zip(tabs, attacked[first : first + TABS], strict=False))
        for tab, answer in opened:
            tab.goto(answer["url"], wait_until="commit")
        for tab, answer in opened:
            assert happened(tab, answer["url"]) == []
            marks += tab.locator("article .body").inner_text().count("ends here)")
            assert tab.locator("h1").count() == 1
    assert watch.problems == []
    assert watch.dialogs == []
    attacks = payloads.payloads(shared / "hostile")
    assert marks >= len([one for one in attacks if not payloads.swallows(one)])


def test_bodies_of_every_format_run_nothing(
    served: ServedPaper, trapped: Page, shared: Path, tmp_path: Path
) -> None:
    """One delivery of each other format, with the attacks that leave the others alive."""
    watch = trapped.context.watch  # type: ignore[attr-defined]
    written = attacking_formats.write(payloads.payloads(shared / "hostile"), tmp_path)
    answers = served.run(
        "intake", *map(str, written), "--provider", "Other Wire", "--section", "Politics",
        "--publish",
    )  # fmt: skip
    assert [line.get("action") for line in answers] == ["published"] * len(written)
    for (path, attacks), answer in zip(written.items(), answers, strict=True):
        assert attacks > 300
        assert visit(trapped, answer["url"]) == []
        assert trapped.locator("article .body").inner_text().count("ends here)") == attacks, path
    assert watch.problems == []
    assert watch.dialogs == []


def test_lists_with_hostile_headlines_run_nothing(
    attacked: list[dict[str, Any]], served: ServedPaper, trapped: Page
) -> None:
    watch = trapped.context.watch  # type: ignore[attr-defined]
    for path in ("/archive/2001/02/03/", "/archive/2001/2/", "/search/?q=attack"):
        assert visit(trapped, path) == []
    assert trapped.locator("article.card").count() > 5
    assert watch.problems == []
    assert watch.dialogs == []


def test_hovering_and_clicking_runs_nothing(attacked: list[dict[str, Any]], trapped: Page) -> None:
    """What runs on hover, focus or click stays still too."""
    trapped.goto(attacked[0]["url"])
    trapped.evaluate(
        """() => {
          for (const element of document.querySelectorAll("article .body *"))
            for (const kind of ["mouseover", "focus", "pointerenter", "click", "error", "load"])
              if (kind !== "click" || !element.closest("a"))
                element.dispatchEvent(new Event(kind, { bubbles: true }));
        }"""
    )
    assert trapped.evaluate("window.canary") == []
    assert trapped.context.watch.problems == []  # type: ignore[attr-defined]


def test_data_for_machines_is_whole(attacked: list[dict[str, Any]], trapped: Page) -> None:
    """No headline breaks out of the script element that holds the structured data."""
    for answer in attacked[:20]:
        trapped.goto(answer["url"])
        headline = trapped.evaluate(
            """() => JSON.parse(
              document.querySelector('script[type="application/ld+json"]').textContent
            )['@graph'][0].headline"""
        )
        assert headline.startswith("Attack ")


def test_delivering_the_attacks_again_changes_nothing(
    attacked: list[dict[str, Any]], served: ServedPaper, shared: Path, tmp_path: Path
) -> None:
    path = tmp_path / "again.json"
    payloads.write(payloads.payloads(shared / "hostile"), path)
    again = served.run(
        "intake", str(path), "--provider", "Hostile Wire", "--section", "Politics", "--publish"
    )
    assert {line["action"] for line in again} == {"unchanged"}
    assert [line["url"] for line in again] == [line["url"] for line in attacked]
