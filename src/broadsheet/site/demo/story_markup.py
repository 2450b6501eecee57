"""The light markup of demo stories: emphasis, strong and links to the paper's own pages."""

from __future__ import annotations

import re
from html import escape

from broadsheet.theme.ruby import without_ruby

_MARKS = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*]+)\*"
    r"|\[(?P<words>[^\]]+)\]\((?P<address>[^)\s]+)\)"
)


def as_html(text: str) -> str:
    """The text as HTML: `<em>`, `<strong>` and `<a href>`, all else escaped.

    A reading, `{満潮|まんちょう}`, stays as it is: it becomes ruby when the page is printed.
    Marks do not nest, but for emphasis inside the words of a link. Raises ValueError for a link
    that leaves the site: the demo's pages ask for nothing elsewhere.
    """
    parts: list[str] = []
    end = 0
    for mark in _MARKS.finditer(text):
        parts.append(escape(text[end : mark.start()], quote=False))
        parts.append(_marked(mark))
        end = mark.end()
    parts.append(escape(text[end:], quote=False))
    return "".join(parts)


def as_plain(text: str) -> str:
    """The text without its marks and readings, for headlines, captions and counts of words."""
    return without_ruby(_MARKS.sub(_unmarked, text))


def _unmarked(mark: re.Match[str]) -> str:
    return mark["strong"] or mark["emphasis"] or as_plain(mark["words"])


def _marked(mark: re.Match[str]) -> str:
    if mark["strong"]:
        return f"<strong>{escape(mark['strong'], quote=False)}</strong>"
    if mark["emphasis"]:
        return f"<em>{escape(mark['emphasis'], quote=False)}</em>"
    address = mark["address"]
    if not address.startswith("/") or address.startswith("//"):
        raise ValueError(f"a link must stay on the site, not go to {address}")
    return f'<a href="{escape(address)}">{as_html(mark["words"])}</a>'
