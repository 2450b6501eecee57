"""Plain text from HTML, and paragraphs from plain text."""

from __future__ import annotations

import re
from html import escape, unescape

from broadsheet.formats.text import clean_text

_MARKUP = re.compile(
    r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,30});", re.IGNORECASE
)
_ESCAPED = re.compile(
    r"\s*&lt;(?P<name>p|div|h[1-6]|ul|ol|table|section|article|figure|blockquote|br|img|iframe"
    r"|script)\b(?:(?!&gt;).){0,2000}&gt;",
    re.IGNORECASE | re.DOTALL,
)
#: Tags that no line of words has but by mistake.
_TAG_IN_LINE = re.compile(
    r"</?(?:p|b|i|u|em|strong|br|span|a|div|sup|sub|font|h[1-6]|ul|li)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
#: Of characters that nobody writes about: not the brackets of a tag.
_TWICE_ESCAPED = re.compile(
    r"&amp;(#\d{2,5}|#x[\da-f]{2,4}|quot|apos|nbsp|amp|[lr][sda]quo|[nm]dash|hellip|euro);",
    re.IGNORECASE,
)
_REFERENCE = re.compile(_TWICE_ESCAPED.pattern.replace("amp;", "", 1), re.IGNORECASE)
_TAG = re.compile("<(/?)([a-z][a-z0-9]*)[^>]*>")
_LINES = frozenset(
    {"p", "h2", "h3", "li", "tr", "caption", "table", "ul", "ol", "blockquote", "br"}
)
_CELLS = frozenset({"td", "th"})
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_INDENTED = re.compile("\n(?=[\t\u3000]| {2})")
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 45, 100
_FIRST_WIDE = "\u2e80"


def looks_like_html(text: str) -> bool:
    """Whether ``text`` holds a tag or a character reference."""
    return _MARKUP.search(text) is not None


def once_escaped(markup: str) -> str:
    """``markup``, or the HTML that it is where it has been escaped as a whole: no paragraph of its
    own, but those that became characters. References that were escaped once more by themselves
    (``&amp;quot;``) are what they were, unless it speaks of code."""
    if "<" not in markup and "&lt;" in markup and _ESCAPED.match(markup):
        return unescape(markup)
    if "&amp;" in markup and "<code" not in markup and "<pre" not in markup:
        return _TWICE_ESCAPED.sub(r"&\1;", markup)
    return markup


def has_tags(line: str) -> bool:
    """Whether ``line``, which should be words, has a tag of HTML in it."""
    return "<" in line and _TAG_IN_LINE.search(line) is not None


def twice_escaped(text: str) -> str:
    """``text`` without the references that stand in it as characters (``o&#39;clock``)."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text)


def text_of_html(html: str) -> str:
    """The text of clean HTML (as the builder writes it: every ``<`` and ``>`` that is no tag's is
    escaped): a line for each paragraph, item and row, tabs between cells."""
    if html.startswith("<p>") and html.find("<", 3) == len(html) - 4:
        # A paragraph of nothing but text, as most are.
        text = unescape(html[3:-4])
    else:
        text = unescape(_TAG.sub(_instead_of, html))
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for each in text.split("\n") if (line := each.strip()))


def _instead_of(tag: re.Match[str]) -> str:
    closing, name = tag.groups()
    return "\n" if name in _LINES else "\t" if closing and name in _CELLS else ""


def html_of_text(text: str) -> str:
    """Plain text as HTML. A blank line or an indented line begins a paragraph; else every line
    is one, unless the lines were wrapped at a fixed width and so belong together."""
    text = clean_text(text).strip("\n")
    if _BLANK_LINES.search(text):
        paragraphs = [_joined(part.split("\n")) for part in _BLANK_LINES.split(text)]
    elif _INDENTED.search(text):
        paragraphs = [_joined(part.split("\n")) for part in _INDENTED.split(text)]
    elif _wrapped(lines := text.split("\n")):
        paragraphs = [_joined(lines)]
    else:
        paragraphs = [escape(line, quote=False) for line in lines]
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def _wrapped(lines: list[str]) -> bool:
    return len(lines) > 1 and all(
        _SHORTEST_WRAPPED <= len(line.strip()) <= _LONGEST_WRAPPED for line in lines[:-1]
    )


def _joined(lines: list[str]) -> str:
    if not _wrapped(lines):
        return "<br>".join(escape(line, quote=False) for line in lines)
    joined = lines[0].strip()
    for line in map(str.strip, lines[1:]):
        wide = bool(line) and joined[-1:] >= _FIRST_WIDE and line[0] >= _FIRST_WIDE
        joined += line if wide else f" {line}"
    return escape(joined, quote=False)
