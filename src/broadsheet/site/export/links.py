"""What a page, a style sheet or a feed leads to on its own site."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

FOLDERS = ("/static/", "/media/")
_LEADS = ("href", "src", "action", "poster", "data-rails")
_STYLE = re.compile(rb"""url\(\s*["']?([^"')\s]+)""")


@dataclass
class Leads:
    """Decoded paths of this site: of pages, and of files below `/static/` and `/media/`."""

    pages: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def add(self, path: str) -> None:
        """Sort `path` in."""
        (self.files if path.startswith(FOLDERS) else self.pages).add(path)


def leads_of(body: bytes, path: str, site: str) -> Leads:
    """Where the text `body` at `path` leads on `site` (scheme and host without a slash).

    Pages are found where HTML links to them; files wherever their address stands, since feeds,
    structured data and manifests name them too.
    """
    found = Leads()
    for address in _mentioned(body, site):
        found.files.add(address)
    if _is_html(path):
        for address in _linked(body):
            here = _on_site(address, path, site)
            if here is not None:
                found.add(here)
    elif path.endswith(".css"):
        for match in _STYLE.findall(body):
            here = _on_site(match.decode(errors="replace"), path, site)
            if here is not None and here.startswith(FOLDERS):
                found.files.add(here)
    return found


def _is_html(path: str) -> bool:
    return path.endswith(("/", ".html"))


def _linked(body: bytes) -> Iterator[str]:
    if not body.strip():
        return
    root: etree._Element = lxml_html.document_fromstring(
        body, parser=lxml_html.HTMLParser(encoding="utf-8")
    )
    for element in root.iter(etree.Element):
        for name in _LEADS:
            if address := element.get(name):
                yield address
        for name in ("srcset", "imagesrcset"):
            if candidates := element.get(name):
                yield from (one.split()[0] for one in candidates.split(",") if one.strip())


def _on_site(address: str, path: str, site: str) -> str | None:
    """The decoded path of `address` as it stands on the page at `path`; `None` for elsewhere."""
    try:
        whole = urljoin(f"{site}{path}", address.strip())
        parts, own = urlsplit(whole), urlsplit(site)
    except ValueError:
        return None
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        return None
    return unquote(parts.path) or "/"


def _mentioned(body: bytes, site: str) -> Iterator[str]:
    text = body.decode(errors="replace")
    folders = "|".join(map(re.escape, FOLDERS))
    # Where an address can begin: after a quotation mark, a blank … or our own host.
    pattern = rf"""(?:{re.escape(site)}|(?<=["'(=\s,>]))((?:{folders})[^\s"'<>()\\,;?#]+)"""
    for match in re.findall(pattern, text):
        yield unquote(html.unescape(match))
