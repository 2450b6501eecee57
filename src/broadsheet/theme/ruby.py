"""Readings above characters: `{漢字|かんじ}` in what is stored, `<ruby>` in what is printed.

The desk's rich text knows no ruby elements, so the notation stands in plain text everywhere. Base
or reading must hold a character of East Asia: braces and bars of other texts are left alone.
"""

from __future__ import annotations

import re

_EAST_ASIAN = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303b\u3041-\u30ff\u3105-\u318f"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\uff66-\uff9d\U00016fe0-\U00018dff\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
BASE_LENGTH = 40
READING_LENGTH = 80
_NOTATION = re.compile(
    rf"\{{(?=[^{{}}<>]*[{_EAST_ASIAN}])"
    rf"(?P<base>[^{{}}|<>\n]{{1,{BASE_LENGTH}}})\|(?P<reading>[^{{}}|<>\n]{{1,{READING_LENGTH}}})\}}"
)
_TAG = re.compile(
    r"""<!--.*?-->|<(?P<end>/?)(?P<name>[a-zA-Z][\w:-]*)(?:"[^"]*"|'[^']*'|[^'">])*>""", re.S
)
# Where a reading would be text inside ruby already, or no text at all.
_LEFT_ALONE = frozenset({"ruby", "script", "style", "textarea", "title"})


def ruby(markup: str) -> str:
    """`markup` (HTML, its text already escaped) with the notation in its text as ruby elements.

    Tags and their attributes stay as they are. Browsers without ruby show the reading in brackets
    (HTML, section 4.5.10).
    """
    if "{" not in markup:
        return markup
    parts: list[str] = []
    end, inside = 0, ""
    for tag in _TAG.finditer(markup):
        text = markup[end : tag.start()]
        parts += (text if inside else _printed(text), tag[0])
        end = tag.end()
        name = (tag["name"] or "").lower()
        if not inside and name in _LEFT_ALONE and not tag["end"]:
            inside = name
        elif tag["end"] and name == inside:
            inside = ""
    parts.append(markup[end:] if inside else _printed(markup[end:]))
    return "".join(parts)


def without_ruby(text: str) -> str:
    """`text` (plain or markup) with the bases alone: for titles, attributes, feeds and slugs."""
    return _NOTATION.sub(lambda match: match["base"], text) if "{" in text else text


def readings(text: str) -> list[str]:
    """The readings in `text`, in order: by them, too, a reader may search."""
    return [match["reading"] for match in _NOTATION.finditer(text)] if "{" in text else []


def notation(base: str, reading: str) -> str:
    """`base` with its `reading` in our notation; in brackets where the notation can't hold them."""
    written = f"{{{base}|{reading}}}"
    return written if _NOTATION.fullmatch(written) else f"{base}({reading})"


def _printed(text: str) -> str:
    return _NOTATION.sub(
        lambda match: (
            f"<ruby>{match['base']}<rp>(</rp><rt>{match['reading']}</rt><rp>)</rp></ruby>"
        ),
        text,
    )
