"""Text as it comes out of a picture file, made fit to store: plain, NFC, of bounded length."""

from __future__ import annotations

import re
import unicodedata

MAX_TEXT = 10_000
"""Most characters that are kept of any one value."""

# Controls but line ends, direction overrides (they can turn a credit round), byte order marks and
# noncharacters. Joiners and direction marks stay: Persian, Hindi and Hebrew need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef"
    "\ufffe\uffff\ud800-\udfff]"
)
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")
_MOJIBAKE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]")


def plain(value: str, limit: int = MAX_TEXT) -> str:
    """`value` in NFC without control characters, at most `limit` characters long.

    Markup in it is text like any other: it is neither interpreted nor removed. A value that is
    too long is cut at a blank and ends in an ellipsis.
    """
    text = _UNWANTED.sub("", value[: 4 * MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", repair(text))
    text = _EMPTY_LINES.sub("\n\n", _BLANKS.sub(" ", text)).strip()
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ", limit // 2)
    return (head[:cut] if cut > 0 else head).rstrip() + "…"


def one_line(value: str, limit: int = 255) -> str:
    """`value` as `plain` gives it, line ends turned into blanks."""
    return " ".join(plain(" ".join(value[: 4 * MAX_TEXT].split()), limit).split())


def repair(text: str) -> str:
    """`text` with UTF-8 that some program encoded a second time read right.

    Only a text that as a whole goes back to valid UTF-8 is touched; anything else stays.
    """
    for _ in range(2):
        if not _MOJIBAKE.search(text):
            break
        try:
            text = _bytes_of(text).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
    return text


def decode(raw: bytes, charset: str | None = None) -> str:
    """`raw` as text: by `charset` where it fits, else as UTF-8, else as Latin-1 (windows-1252)."""
    for candidate in (charset, "utf-8", "windows-1252"):
        if candidate is None:
            continue
        try:
            return raw.decode(candidate)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("latin-1")


def _bytes_of(text: str) -> bytes:
    """`text` in the single-byte encoding it was wrongly read in, windows-1252 with its gaps."""
    return b"".join(
        bytes((ord(sign),)) if ord(sign) < 0x100 else sign.encode("windows-1252") for sign in text
    )
