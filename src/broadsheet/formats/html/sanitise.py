"""Untrusted HTML made harmless before anything else looks at it."""

from __future__ import annotations

import re
from collections import Counter

import nh3

from broadsheet.formats.errors import FormatError
from broadsheet.formats.text import without_controls

#: Characters; a longer body is no news story.
MAX_LENGTH = 2_000_000


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


INLINE = _names("strong em b i a sub sup ruby rt rp")

#: Elements that end a paragraph, kept so that the block builder can see where they stand.
STRUCTURE = _names(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li "
    "listing main menu nav ol optgroup option p pre search section select summary table tbody td "
    "textarea tfoot th thead tr ul"
)

#: What these hold is never shown, or is shown only as a title, inside another document, or where
#: nothing can be played.
HIDDEN = _names("audio canvas datalist iframe noembed noframes script style template title video")

_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "data-src", "data-lazy-src", "data-original", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}

# html5ever needs time in the square of the depth, and repeats every open formatting element in
# every paragraph. Nothing honest is nested this deeply.
_MAX_DEPTH = 200
_MAX_FORMATTING = 16
_FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")
_CLOSED_BY_THE_NEXT = _names(
    "p li dt dd tr td th tbody thead tfoot caption colgroup option area "
    "base br col embed hr img input link meta param source track wbr"
)

_NO_EFFECT = _names(
    "abbr acronym applet bdi bdo blink cite data del dfn frame frameset head html "
    "image ins kbd map mark marquee meter noscript object output picture plaintext progress q "
    "rtc samp slot span time var xmp"
)
_ANNOTATION = _names("rt rp rb")
_NAME = re.compile("[A-Za-z][A-Za-z0-9]{0,19}")
_KNOWN = _ANNOTATION | INLINE | STRUCTURE | HIDDEN | _FORMATTING | _CLOSED_BY_THE_NEXT | _NO_EFFECT

_CLEANER = nh3.Cleaner(
    tags=set(INLINE | STRUCTURE | {"br", "img", "q"}),
    clean_content_tags=set(HIDDEN),
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Well-formed HTML of known elements with known attributes, from HTML of any kind.

    Raises FormatError for more than :data:`MAX_LENGTH` characters.
    """
    check_length(len(html))
    return _CLEANER.clean(_shallow(without_controls(html)))


def check_length(characters: int) -> None:
    """Raise FormatError if a text of so many ``characters`` is too long to be a story."""
    if characters > MAX_LENGTH:
        raise FormatError(
            f"The text is {characters:,} characters long, more than the {MAX_LENGTH:,} allowed",
            remedy="Split it into several stories.",
        )


def visible_text(html: str) -> str:
    """All text of ``html`` that a reader would see, still escaped as HTML, its elements gone."""
    return nh3.clean(_shallow(without_controls(html)), tags=set(), clean_content_tags=set(HIDDEN))


def _shallow(html: str) -> str:
    """``html`` without the tags that nest deeper than anything honest does, and without those
    of other vocabularies (the sanitiser would drop the text of ``<text>`` or ``<list>`` too)."""
    kept: list[str] = []
    depth: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    total = formatting = copied = 0
    before = annotation = ""
    start = html.find("<")
    while start != -1 and (end := html.find(">", start)) != -1:
        closing = html.startswith("/", start + 1)
        name = _name(html, start + 1 + closing)
        if not name:
            start = html.find("<", start + 1)
            continue
        drop = False
        step = name in _FORMATTING
        if name not in _KNOWN:
            drop = True
        elif name in _CLOSED_BY_THE_NEXT:
            pass
        elif name in _ANNOTATION:
            # Inside <ruby> the next one would close it; outside, they would nest.
            if annotation and not closing:
                kept += html[copied:start], f"</{annotation}>"
                copied = start
            annotation = "" if closing else name
        elif closing:
            if dropped[name]:
                dropped[name] -= 1
                drop = True
            elif depth[name]:
                depth[name] -= 1
                total -= 1
                formatting -= step
        elif total >= _MAX_DEPTH or (step and formatting >= _MAX_FORMATTING):
            dropped[name] += 1
            drop = True
        else:
            depth[name] += 1
            total += 1
            formatting += step
        if drop:
            before = html[copied:start] or before
            # A gap where two halves of a tag would meet.
            kept += html[copied:start], " " * before.endswith(("<", "/"))
            copied = end + 1
        start = html.find("<", end + 1)
    return "".join((*kept, html[copied:]))


def _name(html: str, start: int) -> str:
    """The lower-case name of the tag whose name begins at ``start``; empty if none does."""
    found = _NAME.match(html, start)
    return found[0].lower() if found else ""
