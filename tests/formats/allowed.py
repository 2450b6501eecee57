"""What may stand in a block, written down a second time and read with another parser."""

from __future__ import annotations

import re

from lxml import html as lxml_html

_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_ATTRIBUTES["ol"] = {"start"}
_NAMES = (
    "p h2 h3 ul ol li blockquote table caption thead tbody tfoot tr th td "
    "strong em b i a sub sup br ruby rt rp"
)
_ELEMENTS = set(_NAMES.split())
_LINK = re.compile(r"(https?://[^/\s]|mailto:[^\s]+@|/(?![/\\]))")


def offences(html: str) -> list[str]:
    """Everything in ``html`` that should not be there."""
    if not html:
        return []
    found = []
    for element in lxml_html.fragment_fromstring(html, create_parent="body").iterdescendants():
        if element.tag not in _ELEMENTS:
            found.append(f"element {element.tag!r}")
            continue
        for name, value in element.attrib.items():
            if name not in _ATTRIBUTES.get(element.tag, ()):
                found.append(f"attribute {name} on {element.tag}")
            elif name == "href" and not _LINK.match(value):
                found.append(f"link to {value}")
            elif name != "href" and not value.isdecimal():
                found.append(f"{name}={value}")
    return found
