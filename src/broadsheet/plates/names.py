"""Addresses and the files their plates lie in.

A plain address keeps its own name, so that a static server finds it: `/politics/` lies in
`politics/index.html`, `/rss.xml` in `rss.xml`. An address whose name a file system could confuse
with another (by case, normalisation or length) lies below `.odd/` under its digest, where only the
reader looks.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

INDEX = "index.html"
ODD = ".odd"
LONGEST_ADDRESS = 2048
# 255 bytes is what file systems allow; the longest ending we add (a temporary one) needs the rest.
LONGEST_NAME = 200

_BY_NAME = {
    "rss.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    "opensearch.xml": "application/opensearchdescription+xml; charset=utf-8",
}
_BY_ENDING = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "webmanifest": "application/manifest+json",
    "xml": "application/xml; charset=utf-8",
}
# NFKC takes the vowel am apart, in Thai and Lao; written words have it in one.
_KEPT_WHOLE = {"\u0e33": "\u0e4d\u0e32", "\u0eb3": "\u0ecd\u0eb2"}
# Letters and marks that a file system without case may ignore (Default_Ignorable_Code_Point).
_IGNORED = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)


@lru_cache(maxsize=16384)
def file_for(path: str) -> str | None:
    """The file, relative to the tree's root, of the plate of the address `path`.

    `path` is decoded and begins with a slash. `None` where nothing is ever pressed: a path that
    isn't absolute, is longer than 2,048 bytes, has empty or dot segments, control characters or
    broken Unicode, or that ends neither in a slash nor in a kind of file that we press.
    """
    path = unicodedata.normalize("NFC", path)
    try:
        encoded = path.encode()
    except UnicodeEncodeError:
        return None
    if not path.startswith("/") or len(encoded) > LONGEST_ADDRESS:
        return None
    *folders, last = path[1:].split("/")
    if any(part in {"", ".", ".."} for part in folders) or last in {".", ".."}:
        return None
    if not all(letter.isprintable() and letter not in "\\%?#" for letter in path):
        return None
    if last and (last == INDEX or last.rpartition(".")[2] not in _BY_ENDING or last[0] == "."):
        return None
    if all(map(_is_plain, folders)) and (not last or _is_plain_file(last)):
        return "/".join([*folders, last or INDEX])
    digest = hashlib.sha256(encoded).hexdigest()
    return f"{ODD}/{digest[:2]}/{digest[2:]}/{last if last in _BY_NAME else _odd_name(last)}"


def content_type_of(name: str) -> str:
    """The media type, with its charset, of the file `name` of the tree."""
    last = name.rpartition("/")[2]
    return _BY_NAME.get(last) or _BY_ENDING[last.rpartition(".")[2]]


def media_types() -> dict[str, str]:
    """Media types by file name (`rss.xml`) or ending (`.xml`), for static servers."""
    return {**_BY_NAME, **{f".{ending}": kind for ending, kind in _BY_ENDING.items()}}


def _odd_name(last: str) -> str:
    return f"plate.{last.rpartition('.')[2]}" if last else INDEX


def _is_plain(part: str) -> bool:
    return (
        len(part.encode()) <= LONGEST_NAME
        # Upper case once more: the dotless ı folds to itself, and meets i in its capital.
        and part == _folded(part) == _folded(part.upper())
        and all(
            letter in "-_" or letter.isalnum() or unicodedata.category(letter)[0] == "M"
            for letter in part
        )
        and _IGNORED.search(part) is None
    )


def _folded(part: str) -> str:
    """What every name that looks like `part` to some file system has in common with it."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", part).casefold())
    for letter, pieces in _KEPT_WHOLE.items():
        folded = folded.replace(pieces, letter)
    return folded


def _is_plain_file(name: str) -> bool:
    stem, _dot, ending = name.rpartition(".")
    return _is_plain(stem) and _is_plain(ending)
