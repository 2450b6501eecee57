"""Which pages the screenshots show: one of every kind in every edition, found by reading them."""

from __future__ import annotations

import re
import urllib.request
from urllib.parse import quote, unquote, urlsplit

from lxml import html

EDITIONS = {"en": "/", "zh": "/zh/", "ar": "/ar/"}
KINDS = ("text", "gallery", "video", "live", "paged")
WORDS = {"en": "tide", "zh": "长潮", "ar": "المد"}
STORY = re.compile(r"/\d{4}/\d\d/\d\d/[^/]+/$")


def pages_to_show(url: str) -> dict[tuple[str, str], str]:
    """Paths by (name, edition). What an edition doesn't have is left out."""
    found: dict[tuple[str, str], str] = {}
    for edition, home in EDITIONS.items():
        front = _read(url, home)
        found["front", edition] = home
        places = front.xpath("//nav[@id='sections']//li")
        for name, marked in (("section", True), ("special", False)):
            for item in places:
                if bool(item.get("class")) is marked:
                    found[name, edition] = item.find("a").get("href")
                    break
        _find_stories(url, edition, found)
        found["popular", edition] = f"{home}most-popular/"
        found["search", edition] = f"{home}search/?q={quote(WORDS[edition])}"
    return found


def _find_stories(url: str, edition: str, found: dict[tuple[str, str], str]) -> None:
    """Look through the fronts' and rails' stories until each kind is found."""
    home = EDITIONS[edition]
    seen: set[str] = set()
    for place in (home, f"{home}more/photo/", f"{home}more/video/", f"{home}archive/"):
        for path in _stories_on(_read(url, place)):
            if path in seen or all((kind, edition) in found for kind in KINDS):
                continue
            seen.add(path)
            story = _read(url, path)
            kind = story.xpath("//article")[0].get("class", "").split("kind-")[-1].split()[0]
            if story.xpath("//nav[@id='pages']"):
                kind = "paged"
            found.setdefault((kind, edition), path)
            for topic in story.xpath("//a[@rel='tag']/@href")[:1]:
                found.setdefault(("topic", edition), topic)


def _stories_on(page: html.HtmlElement) -> list[str]:
    paths = [unquote(urlsplit(href).path) for href in page.xpath("//main//a/@href")]
    return list(dict.fromkeys(path for path in paths if STORY.search(path)))


def _read(url: str, path: str) -> html.HtmlElement:
    with urllib.request.urlopen(url + quote(unquote(path), safe="/?=&%"), timeout=120) as answer:
        return html.document_fromstring(answer.read().decode())
