"""axe on the screens of the desk: nothing that we added to Wagtail breaks a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.desk_session import at_desk
from tests.browser.server import ServedPaper
from tests.browser.test_axe import ALL_RULES, COLOURS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]

# What Wagtail's own screens get wrong: rule, what the element's HTML looks like, and why it is
# not ours to put right.
WAGTAILS = [
    ("page-has-heading-one", r"<html ", "its editors begin with an h2 and keep the title in a bar"),
    ("aria-input-field-name", r"public-DraftEditor-content", "Draftail gives its box no name"),
    ("aria-dialog-name", r'class="modal ', "its dialogs are named by no attribute"),
    ("button-name", r"w-editing-sessions__session", "the other editor's picture is a button"),
]
SCREENS = [
    "/desk/",
    "/desk/stories/",
    "/desk/stories/?state=killed",
    "/desk/stories/?q=zeppelin",
    "/desk/stories/add/",
    "/desk/reports/site-history/",
    *(
        f"/desk/newsroom/{name}/{page}"
        for name in (
            "people",
            "topics",
            "sources",
            "editions",
            "assignments",
            "providers",
            "channels",
        )
        for page in ("", "add/")
    ),
    "/desk/wire/deliveries/",
    "/desk/account/",
    "/desk/account/two-factor/",
    "/desk/account/password/",
]
ANOTHER_VERSION = """
from broadsheet.stories.models import Story
story = Story.objects.get(pk={})
story.standfirst += " More to follow."
story.minor_change = True
story.save_revision().publish()
"""
TABS = ["Story", "Pictures", "Placement", "Rights and times", "Machines’ view", "History"]


# Colours that are on their way are neither those of the day nor those of the night.
COLOURS_STAND = """
async () => {
    await new Promise(requestAnimationFrame);
    const changing = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(changing.map((one) => one.finished));
}
"""


@pytest.fixture(scope="module")
def desk(browser: Browser, served: ServedPaper) -> Iterator[Page]:
    """Somebody at the desk."""
    with at_desk(browser, served, reduced_motion="reduce") as page:
        yield page


@pytest.fixture(scope="module")
def story(desk: Page) -> str:
    """Key of a photo story of the demo."""
    desk.goto("/desk/stories/?kind=gallery&state=live")
    address = desk.locator("td.title a").first.get_attribute("href")
    found = re.search(r"/(\d+)/", address or "")
    assert found
    return found.group(1)


def broken(page: Page) -> list[str]:
    """The rules that the page as it stands breaks by day, and by night those of colours: nothing
    else changes then. Without Wagtail's own faults."""
    # The inbox asks for what is new all the time.
    is_inbox = page.locator("[data-wire]").count() > 0
    page.wait_for_load_state("load" if is_inbox else "networkidle")
    found = _broken(page, ALL_RULES)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.evaluate(COLOURS_STAND)
    found += [f"by night: {one}" for one in _broken(page, COLOURS)]
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(COLOURS_STAND)
    return found


def _broken(page: Page, rules: dict[str, object]) -> list[str]:
    violations = Axe().run(page, options=rules).response["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:200]}"
        for rule in violations
        for node in rule["nodes"]
        if not any(
            rule["id"] == known and re.search(pattern, node["html"])
            for known, pattern, _why in WAGTAILS
        )
    ]


@pytest.mark.parametrize("path", SCREENS)
def test_screens(desk: Page, path: str) -> None:
    answer = desk.goto(path)
    assert answer is not None
    assert answer.status == 200
    assert broken(desk) == []


def test_the_tabs_and_panels_of_the_editor(desk: Page, story: str) -> None:
    desk.goto(f"/desk/stories/edit/{story}/")
    desk.wait_for_load_state("networkidle")
    for name in TABS:
        desk.get_by_role("tab", name=name, exact=True).click()
        assert broken(desk) == [], name
    desk.locator("[data-side-panel-toggle=warnings]").click()
    assert broken(desk) == []


@pytest.mark.parametrize("screen", ["history", "usage", "kill", "unpublish", "delete"])
def test_screens_of_one_story(desk: Page, story: str, screen: str) -> None:
    desk.goto(f"/desk/stories/{screen}/{story}/")
    assert broken(desk) == []


@pytest.mark.parametrize("action", ["publish", "unpublish", "move", "kill", "delete"])
def test_confirmations_of_bulk_actions(desk: Page, story: str, action: str) -> None:
    desk.goto(f"/desk/bulk/stories/story/{action}/?id={story}&next=/desk/stories/")
    assert broken(desk) == []


def test_comparing_two_versions(desk: Page, story: str, served: ServedPaper) -> None:
    served.shell(ANOTHER_VERSION.format(story))
    desk.goto(f"/desk/stories/edit/{story}/")
    desk.get_by_role("tab", name="History").click()
    compare = desk.get_by_role("link", name="Compare with the one before").first
    desk.goto(compare.get_attribute("href") or "")
    assert broken(desk) == []


def test_the_dialog_that_chooses_a_story(desk: Page) -> None:
    desk.goto("/desk/stories/add/")
    desk.get_by_role("tab", name="Placement").click()
    desk.get_by_role("button", name="Choose story").first.click()
    desk.locator(".modal table.listing").wait_for()
    assert broken(desk) == []


def test_reading_a_killed_story_and_lifting_the_kill(
    desk: Page, served: ServedPaper, withdrawn: str
) -> None:
    desk.goto("/desk/stories/?state=killed")
    read = desk.locator("td.title a").first.get_attribute("href") or ""
    for address in (read, read.replace("inspect", "lift")):
        desk.goto(address)
        assert broken(desk) == []


def test_enrolling_a_second_factor(desk: Page, served: ServedPaper) -> None:
    desk.goto("/desk/account/two-factor/totp/activate/")
    password = desk.locator("input[type=password]")
    if password.count():
        assert broken(desk) == []
        password.fill(served.password)
        password.press("Enter")
    desk.locator(".desk-qr").wait_for()
    assert broken(desk) == []
