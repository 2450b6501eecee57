"""The addresses of a text's links, for the foot of the printed page."""

from __future__ import annotations

from urllib.parse import urljoin

from lxml import html


def link_addresses(markup: str, base: str) -> list[str]:
    """Absolute addresses of the links in `markup`, each once, in order; `base` completes them.

    Links inside the page and those that are no web addresses (mail, telephone) are left out.
    """
    if "<a" not in markup:
        return []
    found: dict[str, None] = {}
    for link in html.fromstring(f"<div>{markup}</div>").iter("a"):
        address = link.get("href", "")
        if not address or address.startswith("#"):
            continue
        whole = urljoin(base, address)
        if whole.startswith(("http://", "https://")):
            found.setdefault(whole)
    return list(found)
