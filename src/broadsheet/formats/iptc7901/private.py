"""What stands below the text of a message, and is for the desk alone."""

from __future__ import annotations

import re

from broadsheet.formats.iptc7901.paragraphs import is_indented

_NOTEBOOK = re.compile(r"#*\s*(?:dpa[ -])?(?:notebook|notizblock)\b.*", re.IGNORECASE)
_PRIVATE = re.compile(
    r"not (?:intended )?for publication|nicht (?:zur|für die) Ver(?:ö|oe)ffentlichung"
    r"|pas destinée? à la publication|no (?:es )?para publica",
    re.IGNORECASE,
)
_STARS = re.compile(r"[*\s]+")
#: ``dpa ab cd``, ``ab/cd``, ``(SDA/mf ba)``, ``(Pol/Adnkronos)``, ``Rm1/Abc``, ``Y88-AB``,
#: ``ab/ cd/`` (PAP), ``(Schluss) ab/cd`` (APA), ``ABC // DEF`` and ``Lusa/Fim``.
_SIGNED = re.compile(
    r"[a-z]{2,4}(?:-[a-z]+)?(?: [a-z]{2,4}){1,7}"
    r"|(?:[A-Z]{2,5} )?[a-z]{1,5}(?:[-/][a-z]{1,6})*/[a-z]{1,6}(?:-[a-z]{1,6})?"
    r"|\([^\W\d_][\w.-]{0,14}\\?/[\w ./-]{1,30}\)"
    r"|[A-Z][a-z]{1,3}\d?(?:/[A-Z][a-z]{1,3}\d?)+|[A-Z]{1,3}\d{0,3}-[A-Z]{2,4}"
    r"|[A-Z]{2,4}\d?(?:/[A-Z]{2,4}\d?){1,3}"
    r"|[a-z]{2,5}/(?: [a-z]{2,5}/?){0,5}|\((?:Schluss|Forts)\)(?: [a-z]{2,4}(?:/[a-z]{2,4})*)?"
    r"|[A-Z]{2,5}(?: \([A-Z/]{2,12}\))? // [A-Z]{2,5}|Lusa/[Ff]im"
    # The end, as Yonhap, IPS, Xinhua and PTI tell it, and the agency's name behind it.
    r"|\((?:END|End|Ends|FIN|Fin|FINE|Fine|end)\)|[Ee]nd ?item|[（(]完[)）]"
    r"|(?:PTI|ANI|IANS|UNI)(?: [A-Z]{2,4}){1,7}|/[^\W\d_][\w-]{1,14}/|\(©\s?[^\W\d_][\w -]{1,14}\)"
)
_MOST_SIGNATURES = 3
_MOST_CONTACT_LINES = 6
_ISSN = re.compile(r"ISSN \d{4}\s*-\s*\d{3}[\dX]")
_ENDS = (".", "!", "?", ")", '"', "”", "»", "…", "“")


def split_private(lines: list[str]) -> tuple[list[str], list[str]]:
    """What readers may see, and what follows for the desk: the agency's notebook, contacts, and
    the initials of who wrote and edited."""
    for index, line in enumerate(lines):
        if _NOTEBOOK.fullmatch(line.strip()) or _PRIVATE.search(line):
            while index and (not lines[index - 1].strip() or _STARS.fullmatch(lines[index - 1])):
                index -= 1
            return lines[:index], lines[index:]
    end = len(lines)
    said = [i for i, line in enumerate(lines) if line.strip()]
    if len(said) > 1 and _ISSN.fullmatch(lines[said[-1]].strip()):
        end = said.pop()
    if (contact := _contact(lines, said)) is not None:
        end = contact
        said = [i for i in said if i < end]
    for _ in range(_MOST_SIGNATURES):
        if len(said) < 2 or not _SIGNED.fullmatch(lines[said[-1]].strip()):
            break
        if not _stands_apart(lines, said):
            break
        end = said.pop()
    return lines[:end], lines[end:]


def _contact(lines: list[str], said: list[int]) -> int | None:
    """Where the paragraph in double brackets begins with which Reuters and others end: who wrote,
    and how the desk reaches them."""
    if len(said) < 2 or not lines[said[-1]].rstrip().endswith("))"):
        return None
    for index in reversed(said[1:][-_MOST_CONTACT_LINES:]):
        if lines[index].lstrip().startswith("(("):
            return index
    return None


def _stands_apart(lines: list[str], said: list[int]) -> bool:
    """Whether the last of the lines that say something does not merely end the paragraph before."""
    before, last = said[-2:]
    if last - before > 1 or is_indented(lines[last]) or lines[before].rstrip().endswith(_ENDS):
        return True
    return _SIGNED.fullmatch(lines[before].strip()) is not None
