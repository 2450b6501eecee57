"""The lines of a message of ANPA 1312, whoever wrote them, as AP marks them.

AP begins what stands above the text with ``^``, and a paragraph is a line. Others, such as Kyodo,
mark neither, end the headline with ``+``, sign with ``==``, and cut the text at a width.
"""

from __future__ import annotations

import re

from broadsheet.formats.iptc7901.paragraphs import is_indented, paragraphs

_JOINED = re.compile(r"<[ \t]*(?=\^)")
_SIGNED = re.compile(r"\s*==\s*(?P<agency>[^\W\d_][\w ./-]{1,30}?)\s*")
_MOST_ABOVE = 6


def marked_lines(lines: list[str], keyword: str) -> tuple[list[str], str]:
    """``lines`` that say something, what stands above the text beginning with ``^`` and the text
    with a tab, a paragraph each; and the agency that signs. ``keyword`` is the header's, which
    the first line repeats in full."""
    if any(line.startswith(("^", "\x08")) or line.rstrip().endswith("<") for line in lines):
        return _unwrapped([part for line in lines for part in _JOINED.split(line)]), ""
    agency = ""
    kept: list[str] = []
    for line in lines:
        if signed := _SIGNED.fullmatch(line):
            agency = signed["agency"]
        else:
            kept.append(line)
    above, text = _parted(kept, keyword)
    return [
        *above,
        *(f"\t{part}" for each in paragraphs(text) for part in each.split("\n")),
    ], agency


def _unwrapped(lines: list[str]) -> list[str]:
    """A line of the text that neither stands in nor is marked goes on with the one before."""
    found: list[list[str]] = []
    for line in lines:
        if not line.strip():
            continue
        goes_on = not line[0].isspace() and line[0] not in "^\x08"
        stands_in = bool(found) and found[-1][0][0].isspace()
        if goes_on and stands_in and not found[-1][-1].endswith(("<", "=")):
            found[-1].append(line.strip())
        else:
            found.append([line])
    return [" ".join(parts) for parts in found]


def _parted(lines: list[str], keyword: str) -> tuple[list[str], list[str]]:
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    end = start
    while end < len(lines) and lines[end].strip() and not is_indented(lines[end]):
        end += 1
    above = [line.strip() for line in lines[start:end]]
    closed = next((i for i, line in enumerate(above[:_MOST_ABOVE]) if line.endswith("+")), None)
    repeats = bool(above) and _key(above[0]).startswith(_key(keyword)[:10])
    if closed is not None:
        first = ["^" + above[0]] if repeats and closed else ["^" + keyword]
        headline = " ".join(above[bool(repeats and closed) : closed + 1]).rstrip("+ ")
        return [*first, "^" + headline], lines[start + closed + 1 :]
    if len(above) > _MOST_ABOVE or not repeats:
        return ["^" + keyword], lines[start:]
    if not any(line.strip() for line in lines[end:]):
        return ["^" + above[0]], lines[start + 1 :]
    return [f"^{line}" for line in above], lines[end:]


def _key(text: str) -> str:
    return "".join(text.split()).casefold()
