"""Hostile markup of the samples beside the project, packed into wire items."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from broadsheet.formats import blocks_from_html, html_of

A_STORY = 40
MARK = "<p>(payload {} ends here)</p>"
_ELEMENT = re.compile(
    r"<(title|tagline|info|summary|content|description|subtitle)\b[^>]*>(.+?)</\1>", re.S
)


def payloads(hostile: Path) -> list[str]:
    """Every attack of the lists, the feeds, the parser tests and the pictures, once."""
    found = [
        line
        for path in sorted((hostile / "xss-lists").glob("*"))
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if "<" in line or ":" in line
    ]
    for path in sorted((hostile / "feed-sanitize").glob("*.xml")):
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [html.unescape(match[2]) for match in _ELEMENT.finditer(text)]
    for path in sorted((hostile / "html5lib").glob("*.dat")):
        found += path.read_text(encoding="utf-8", errors="replace").split("#data\n")
    for path in sorted((hostile / "svg").glob("*")):
        found.append(path.read_text(encoding="utf-8", errors="replace"))
    return list(dict.fromkeys(one.strip() for one in found if one.strip()))


def items(attacks: list[str]) -> Iterator[dict[str, Any]]:
    """ninjs items of 2001 with the attacks in their bodies and in every other field.

    An attack that swallows what follows it, such as an open comment, ends its item.
    """
    tame = iter([one for one in attacks if not swallows(one)])
    greedy = iter([one for one in attacks if swallows(one)])
    for number in range(len(attacks)):
        part = [*islice(tame, A_STORY), *islice(greedy, 1)]
        if not part:
            return
        spice = [*attacks[number * 7 : number * 7 + 7], *attacks][:7]
        yield {
            "uri": f"tag:hostile.example,2001:{number}",
            "type": "text",
            "version": "1",
            "language": "en",
            "versioncreated": f"2001-02-03T04:{number // 60 % 60:02}:{number % 60:02}Z",
            "headline": f"Attack {number} {spice[0]}",
            "byline": spice[1],
            "description_text": spice[2],
            "slugline": spice[3],
            "located": spice[4],
            "usageterms": spice[5],
            "copyrightholder": spice[6],
            "subject": [{"name": f"Topic {spice[0]}"[:120]}],
            "body_html": "".join(
                f"<p>{one}</p>{MARK.format(place)}" for place, one in enumerate(part)
            ),
        }


def write(attacks: list[str], path: Path) -> int:
    """Write the items of `attacks` into one file; how many there are."""
    made = list(items(attacks))
    path.write_text(json.dumps(made), encoding="utf-8")
    return len(made)


def swallows(attack: str) -> bool:
    """Whether nothing is left of what follows the attack, as after an open comment."""
    mark = "(the mark)"
    return mark not in html_of(blocks_from_html(f"<p>{attack}</p><p>{mark}</p>"))
