"""Somebody at the desk, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.server import ServedPaper


@contextmanager
def at_desk(
    browser: Browser, served: ServedPaper, *, width: int = 1360, **options: Any
) -> Iterator[Page]:
    """The desk's first page, `width` pixels wide, signed in as the account of the first start."""
    context = browser.new_context(
        base_url=served.url, viewport={"width": width, "height": 900}, **options
    )
    page = context.new_page()
    page.goto("/desk/")
    page.fill("input[name=login]", served.user)
    page.fill("input[name=password]", served.password)
    page.click("button[type=submit]")
    expect(page.locator(".desk-home")).to_be_visible()
    yield page
    context.close()
