"""Screenshots of the paper and the desk: `script/shots [NAME…] [--edition zh] [--readme]`.

They are written into `var/shots/` as NAME-DEVICE-SCHEME-EDITION.png, of a demo paper started for
it; BROADSHEET_SHOTS_URL names a paper that runs already (BROADSHEET_SHOTS_PASSWORD is then the
desk's password). `--readme` writes the two pictures of the README instead.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS, path_of_chromium
from tests.browser.server import ServedPaper, free_port
from tests.browser.shot_list import EDITIONS, pages_to_show

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / "var" / "shots"
IMAGES = ROOT / "docs" / "images"
DEVICES = {
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "desktop": {"viewport": {"width": 1280, "height": 900}, "device_scale_factor": 1},
}
SCHEMES = ("light", "dark")
TALLEST = 4000
DESK = {"desk-stories": "/desk/stories/", "desk-editor": ""}


@contextmanager
def paper_to_show() -> Iterator[tuple[str, str]]:
    """Address and desk password of a paper: the one that is named, or one started for this."""
    if named := os.environ.get("BROADSHEET_SHOTS_URL"):
        yield named.rstrip("/"), os.environ.get("BROADSHEET_SHOTS_PASSWORD", "")
        return
    with tempfile.TemporaryDirectory() as folder:
        paper = ServedPaper(Path(folder) / "var", free_port())
        paper.home.mkdir()
        say("Starting the demo newspaper (some minutes) …")
        paper.start()
        try:
            yield paper.url, paper.password
        finally:
            paper.stop()


def say(words: str) -> None:
    """Tell how far it is."""
    print(words, file=sys.stderr, flush=True)


def shoot(page: Page, address: str, target: Path, tallest: int = TALLEST) -> None:
    """Open `address`, let what loads late load, and write the page from its top."""
    page.goto(address)
    step = page.viewport_size["height"]  # type: ignore[index]
    for top in range(0, tallest, step):
        page.evaluate("top => scrollTo(0, top)", top)
        page.wait_for_timeout(80)
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_load_state("networkidle")
    size = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.scrollHeight]"
    )
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], tallest)}
    page.screenshot(path=target, full_page=True, clip=clip)  # type: ignore[arg-type]
    say(f"  {target.name}")


def device(browser: Browser, name: str, scheme: str) -> BrowserContext:
    """A reader's device."""
    return browser.new_context(
        **DEVICES[name],  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        service_workers="block",
        reduced_motion="reduce",
    )


def sign_in(page: Page, url: str, password: str) -> None:
    """Sign in at the desk with the account of the first start."""
    page.goto(f"{url}/desk/login/")
    page.locator("input[type=text], input[name=login]").first.fill("desk")
    page.locator("input[type=password]").fill(password)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(lambda address: "login" not in address)


def show_paper(browser: Browser, url: str, names: list[str], editions: list[str]) -> None:
    """The public pages, on each device by day and by night."""
    pages = {
        (name, edition): path
        for (name, edition), path in pages_to_show(url).items()
        if edition in editions and (not names or name in names)
    }
    for kind in DEVICES:
        for scheme in SCHEMES:
            context = device(browser, kind, scheme)
            page = context.new_page()
            for (name, edition), path in pages.items():
                shoot(page, url + path, SHOTS / f"{name}-{kind}-{scheme}-{edition}.png")
            context.close()


def show_desk(browser: Browser, url: str, password: str, names: list[str]) -> None:
    """The story list and the editor with the newest story."""
    wanted = [name for name in DESK if not names or name in names]
    if not wanted:
        return
    if not password:
        say("Without BROADSHEET_SHOTS_PASSWORD the desk is left out.")
        return
    for kind in DEVICES:
        for scheme in SCHEMES:
            context = device(browser, kind, scheme)
            page = context.new_page()
            sign_in(page, url, password)
            page.goto(f"{url}{DESK['desk-stories']}")
            story = page.locator("main a[href*='/edit/']").first.get_attribute("href")
            for name in wanted:
                address = f"{url}{DESK[name] or story}"
                shoot(page, address, SHOTS / f"{name}-{kind}-{scheme}-en.png", 2000)
            context.close()


def show_readme(browser: Browser, url: str) -> None:
    """The README's two pictures, small enough to be kept with the source."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for kind, name, path, height in (
        ("desktop", "front", "/", 900),
        ("phone", "story-phone", pages_to_show(url)["text", "en"], 1180),
    ):
        context = device(browser, kind, "light")
        target = IMAGES / f"{name}.png"
        shoot(context.new_page(), url + path, target, height)
        context.close()
        _in_few_colours(target)


def _in_few_colours(target: Path) -> None:
    from PIL import Image

    with Image.open(target) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.FLOYDSTEINBERG)
    small.save(target, optimize=True)
    say(f"  {target.stat().st_size // 1000} kB")


def main() -> None:
    """Read the arguments and take the pictures."""
    parser = argparse.ArgumentParser(prog="script/shots", description=__doc__)
    parser.add_argument("names", nargs="*", help="Only these, such as front, live, desk-editor.")
    parser.add_argument("--edition", action="append", choices=EDITIONS, help="Only this edition.")
    parser.add_argument("--readme", action="store_true", help="The README's pictures.")
    asked = parser.parse_args()
    browser_path = path_of_chromium()
    if browser_path is None:
        sys.exit("Chromium is not installed. On Debian: apt-get install chromium")
    SHOTS.mkdir(parents=True, exist_ok=True)
    with paper_to_show() as (url, password), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        if asked.readme:
            show_readme(browser, url)
        else:
            show_paper(browser, url, asked.names, asked.edition or list(EDITIONS))
            show_desk(browser, url, password, asked.names)
        browser.close()


if __name__ == "__main__":
    main()
