"""Slugs as North American agencies write them, in a field of their own or for a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from broadsheet.formats.xml import attribute, text

#: AP Stylebook, “keyword slug line”: the cycle, a hyphen, the keyword; after a comma the version.
_SLUG = re.compile(r"(?:BC|AP|AM|PM)-+(?P<keyword>[^,]*)(?:,\s*(?P<version>.*))?")
#: Not those of the weather service.
_ADVISORY = re.compile(
    r".*\b(?:business|coverage|editors|news|photos?|service|sports?|video) advisory", re.IGNORECASE
)
_KEYWORDS = frozenset(("anpa-keyword", "slugline", "slug"))
_VERSIONS = frozenset(("anpa-takekey",))


def orders_of(root: etree._Element) -> Iterator[str]:
    """What slugs say of their story: their version (``KILL``, ``ADVISORY``…), and whether they are
    an ``Advisory`` by their keyword.

    A headline counts only if it is such a slug from its first letter to its last: elsewhere
    people are killed.
    """
    lines = [text(each) for each in root.iter("{*}hl1", "{*}title")]
    for each in root.iter("{*}meta"):
        name, content = attribute(each, "name"), attribute(each, "content")
        if name in _VERSIONS:
            yield content
        elif name in _KEYWORDS:
            lines.append(content)
    for line in lines:
        if slug := _SLUG.fullmatch(line):
            yield slug["version"] or ""
            if _ADVISORY.fullmatch(slug["keyword"]):
                yield "advisory"
