"""The wire at the desk, worked with the keyboard; and what axe says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_session import at_desk
from tests.browser.server import ServedPaper, free_port
from tests.browser.test_desk_axe import broken
from tests.factories.wire import ninjs

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("served")]
INBOX, BOARD = "/desk/wire/", "/desk/wire/columns/"
AGENCY = "Tide Wire"
BODY = "".join(
    f"<p>Ferry {number} left Almery with {number * 3} passengers, a dog and the post for Hask.</p>"
    for number in range(30)
)


class Wire:
    """Agencies that drop files into their folders."""

    def __init__(self, served: ServedPaper) -> None:
        self.served = served
        self.sent = 0

    def bring_in(self, *agencies: str) -> None:
        """Agencies whose folders are watched and whose stories belong in the first section.

        Their commands are run in one process: each would load Django anew.
        """
        self.served.shell(
            "from broadsheet.desk.models import ProviderPlacement\n"
            "from broadsheet.site.cli import broadsheet\n"
            "from broadsheet.stories.models import Section\n"
            "from broadsheet.wire.models import Provider\n"
            "section = Section.objects.filter(edition__is_default=True).first()\n"
            f"for name in {agencies!r}:\n"
            "    broadsheet(['wire', 'provider', name], standalone_mode=False)\n"
            "    folder = ['--folder', f'wire/{name}']\n"
            "    broadsheet(['wire', 'channel', name, *folder], standalone_mode=False)\n"
            "    provider = Provider.objects.get(name=name)\n"
            "    ProviderPlacement.objects.get_or_create(provider=provider, section=section)"
        )

    def send(self, headline: str, agency: str = AGENCY, guid: str = "", **fields: object) -> None:
        """One item arrives."""
        self.sent += 1
        content = ninjs(guid=guid or f"tag:{headline}", headline=headline, **fields)
        folder = Path(self.served.home) / "wire" / agency / "in"
        (folder / f"{self.sent}.json").write_bytes(content)


@pytest.fixture(scope="module")
def served(
    tmp_path_factory: pytest.TempPathFactory, prepare: Callable[[Path], None]
) -> Iterator[ServedPaper]:
    """A paper of its own, so that its wire is all that its clock has to do."""
    home = tmp_path_factory.mktemp("wired") / "var"
    prepare(home)
    paper = ServedPaper(home, free_port(), settings={"BROADSHEET_DEMO": "no"})
    paper.start()
    try:
        paper.shell(
            "from broadsheet.stories.actions.open_section import open_section\n"
            "from broadsheet.stories.models import Edition\n"
            "edition = Edition.objects.get(is_default=True)\n"
            "if not edition.section_set.exists():\n"
            "    open_section(edition, 'Harbour').save_revision().publish()"
        )
        yield paper
    finally:
        paper.stop()


@pytest.fixture(scope="module")
def wire(served: ServedPaper) -> Wire:
    """Two agencies, and a handful of items that both have sent."""
    made = Wire(served)
    made.bring_in(AGENCY, "Gull Agency")
    made.send("The pilot boat is late", urgency=4, ednote="Pictures follow at noon.")
    made.send("The bell of Hask is cracked", urgency=3)
    made.send("Two gulls are ringed", urgency=5, language="en")
    made.send("Ferries of the week", body_xhtml=BODY)
    made.send("The ferries of this week", "Gull Agency", body_xhtml=BODY + "<p>So it was.</p>")
    made.send("The lighthouse is out", guid="tag:light")
    made.send("The lighthouse is out", guid="tag:light", version="2", pubstatus="canceled")
    served.wait_until(lambda: _arrived(served) == 6)
    return made


def _arrived(served: ServedPaper) -> int:
    said = served.shell(
        "from broadsheet.wire.models import Dispatch, Delivery\n"
        "print(Dispatch.objects.count() if not Delivery.objects.filter(state='received') else 0)"
    )
    return int(said)


@pytest.fixture
def desk(browser: Browser, served: ServedPaper, wire: Wire) -> Iterator[Page]:
    """The desk, signed in as the administrator."""
    with at_desk(browser, served) as page:
        yield page


def choose(page: Page, headline: str) -> None:
    """Go to the top with `k`, then down with `j` until that item is chosen."""
    page.keyboard.press("j")
    for _ in range(20):
        page.keyboard.press("k")
    for _ in range(20):
        if headline in page.locator("[data-row][aria-current]").inner_text():
            return
        page.keyboard.press("j")
    raise AssertionError(f"“{headline}” can't be reached with j")


def test_a_shift_without_a_mouse(desk: Page, served: ServedPaper) -> None:
    desk.goto(INBOX)
    said, preview = desk.locator("[data-said]"), desk.locator("[data-preview]")
    choose(desk, "The pilot boat is late")
    desk.keyboard.press("Enter")
    expect(preview.locator(".desk-ednote")).to_contain_text("Pictures follow at noon.")
    expect(desk.locator("[data-row][aria-current]")).not_to_have_class("desk-item--unread")
    desk.keyboard.press("t")
    expect(said).to_contain_text("is yours: a draft in")
    expect(desk.locator("[data-row][aria-current]")).to_contain_text("taken")
    expect(preview.get_by_role("link", name="Edit")).to_be_visible()
    desk.keyboard.press("u")
    expect(said).to_contain_text("is unread again")

    desk.goto(INBOX)
    choose(desk, "The bell of Hask is cracked")
    desk.keyboard.press("p")
    expect(said).to_contain_text("Once more within two seconds publishes “The bell")
    desk.keyboard.press("p")
    expect(said).to_contain_text("is published in")
    desk.keyboard.press("o")
    expect(preview).to_contain_text("published")
    found = b"The bell of Hask is cracked"
    served.wait_until(lambda: found in served.get("/search/?q=cracked")[2])

    choose(desk, "Two gulls are ringed")
    desk.keyboard.press("x")
    expect(said).to_contain_text("is dropped")
    expect(desk.locator("[data-row]", has_text="Two gulls are ringed")).to_have_count(0)
    desk.keyboard.press("z")
    expect(desk.locator("[data-row]", has_text="Two gulls are ringed")).to_be_visible()

    desk.keyboard.press("?")
    expect(desk.locator("[data-help]")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("/")
    expect(desk.locator("#desk-wire-q")).to_be_focused()
    desk.keyboard.type("gulls ringed")
    desk.keyboard.press("Enter")
    expect(desk.locator("[data-row]")).to_have_count(1)


def test_the_second_key_comes_too_late(desk: Page) -> None:
    desk.goto(INBOX)
    choose(desk, "Two gulls are ringed")
    for _ in range(2):
        desk.keyboard.press("p")
        expect(desk.locator("[data-said]")).to_contain_text("Once more")
        desk.wait_for_timeout(2100)
    desk.reload()
    expect(desk.locator("[data-row]", has_text="Two gulls are ringed")).not_to_contain_text(
        "published"
    )


def test_what_arrives_waits_until_somebody_looks(desk: Page, wire: Wire) -> None:
    desk.goto(INBOX)
    first = desk.locator("[data-row]").first
    desk.keyboard.press("j")
    before = first.bounding_box(), first.inner_text()
    wire.send("A whale is in the harbour")
    bar = desk.locator("[data-new-here]")
    expect(bar).to_have_text("1 new", timeout=15_000)
    after = first.bounding_box(), first.inner_text()
    assert (after[0], after[1].split("\n")[0]) == (before[0], before[1].split("\n")[0])
    desk.keyboard.press(".")
    expect(desk.locator("[data-row]").first).to_contain_text("A whale is in the harbour")
    expect(bar).to_be_hidden()


def test_what_arrives_shows_by_itself_where_nobody_looks(desk: Page, wire: Wire) -> None:
    desk.goto(BOARD)
    desk.mouse.move(2, 400)
    wire.send("The whale has left", "Gull Agency")
    column = desk.locator("[data-column]", has_text="Gull Agency")
    expect(column.locator("[data-row]").first).to_contain_text("The whale has left", timeout=15_000)


def test_a_kill_stands_out_until_somebody_nods(desk: Page) -> None:
    desk.goto(INBOX)
    strip = desk.locator(".desk-alarms")
    expect(strip).to_contain_text("kill")
    expect(strip).to_contain_text("The lighthouse is out")
    height = strip.bounding_box()
    strip.get_by_role("button", name="Nod").click()
    expect(strip).to_contain_text("No alarm stands.")
    assert height is not None
    assert strip.bounding_box()["height"] == height["height"]  # type: ignore[index]


def test_those_that_tell_the_same_are_one_row(desk: Page) -> None:
    desk.goto(INBOX)
    group = desk.locator("[data-row]", has=desk.locator(".desk-alike"))
    expect(group).to_have_count(1)
    group.locator("summary").click()
    expect(group).to_contain_text("Ferries of the week")
    expect(group).to_contain_text("The ferries of this week")


def test_without_javascript(browser: Browser, served: ServedPaper, wire: Wire) -> None:
    with at_desk(browser, served) as page:
        state = page.context.storage_state()
    context = browser.new_context(
        base_url=served.url, storage_state=state, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{INBOX}?q=gulls")
    page.get_by_role("link", name="Two gulls are ringed").click()
    page.get_by_role("button", name="Drop").click()
    expect(page.locator(".messages")).to_contain_text("is dropped")
    page.get_by_role("button", name="Pick up again").click()
    page.get_by_role("button", name="Publish as it is").click()
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator(".messages")).to_contain_text("is published")
    context.close()


def test_axe(browser: Browser, served: ServedPaper, wire: Wire) -> None:
    with at_desk(browser, served, reduced_motion="reduce") as page:
        for address in (INBOX, BOARD, "/desk/wire/agencies/", "/desk/wire/comparisons/"):
            page.goto(address)
            assert broken(page) == [], address
        page.goto(f"{INBOX}?type=text")
        for keys in ("jo", "?"):
            for key in keys:
                page.keyboard.press(key)
            expect(page.locator("[data-preview] article, [data-help][open]").first).to_be_visible()
            assert broken(page) == [], keys
        page.goto(page.locator("[data-open]").first.get_attribute("href") or "")
        assert broken(page) == []


@pytest.mark.parametrize("width", [1024, 1280, 390])
def test_it_fits(browser: Browser, served: ServedPaper, wire: Wire, width: int) -> None:
    with at_desk(browser, served, width=width) as page:
        for address in (INBOX, BOARD):
            page.goto(address)
            overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(overflow) == 0, address


def test_an_agency_is_brought_in_at_the_desk(desk: Page, served: ServedPaper) -> None:
    desk.goto("/desk/newsroom/providers/add/")
    desk.get_by_label("Name", exact=False).first.fill("Heron News")
    desk.get_by_role("button", name="Save").click()
    desk.get_by_role("link", name="Open a way in").click()
    desk.get_by_label("Kind").select_option("folder")
    desk.get_by_role("button", name="Save").click()
    expect(desk.locator(".desk-ways")).to_contain_text("wire/heron-news/in")
    folder = Path(served.home) / "wire/heron-news/in"
    desk.goto(f"{INBOX}?q=herons")
    expect(desk.locator(".desk-empty")).to_contain_text("Nothing that you asked for")
    (folder / "1.json").write_bytes(ninjs(guid="tag:heron", headline="Nine herons are counted"))
    # Words are indexed a little after their item has come, be it on a busy machine.
    expect(desk.locator("[data-row]")).to_contain_text("Nine herons are counted", timeout=30_000)
    (folder / "2.xml").write_bytes(b"<newsItem><torn")
    row = desk.locator(".desk-refused tr", has_text="2.xml")
    served.wait_until(lambda: bool(desk.goto("/desk/wire/deliveries/")) and row.count() == 1)
    with desk.expect_download() as download:
        row.get_by_role("link", name="Download").click()
    assert download.value.path().read_bytes() == b"<newsItem><torn"
    row.get_by_role("button", name="Take in once more").click()
    expect(desk.locator(".messages")).to_contain_text("is refused again")
