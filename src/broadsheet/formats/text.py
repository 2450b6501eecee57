"""Text as the newsroom stores it: NFC, no control characters, honest white space."""

from __future__ import annotations

import re
from unicodedata import normalize

# XML and HTML have no use for these, and databases and terminals trip over some of them.
_UNWANTED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff" + "".join(
    f"{chr(p + 0xFFFE)}-{chr(p + 0xFFFF)}" for p in range(0x10000, 0x110000, 0x10000)
)
_DROPPED = re.compile(f"[{_UNWANTED}]")
#: What is written as a control character (``&#146;`` in XML) is meant as Windows-1252 has it, as
#: the references of HTML are (HTML, 13.2.5.80). Its five gaps stay controls.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
_SUSPECT = re.compile(f"[{_UNWANTED}\ud800-\udfff\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[ \t\n]+")


def without_controls(value: str) -> str:
    """``value`` without control characters and non-characters; every kind of line end is a
    newline, a lone surrogate is U+FFFD. Not normalised, so it is safe for markup too."""
    if value.isprintable() or _spaced(value).isprintable() or not _SUSPECT.search(value):
        return value
    value = _SURROGATE.sub("\ufffd", value)
    value = _LINE_END.sub("\n", value)
    return _DROPPED.sub("", value.translate(_WINDOWS))


def clean_text(value: str) -> str:
    """``value`` without control characters, in NFC. Not for markup: NFC joins a ``>`` and a
    following U+0338 into one character."""
    if not value.isprintable():
        value = without_controls(value)
    return value if value.isascii() else normalize("NFC", value)


def clean_line(value: str) -> str:
    """``value`` as one line: cleaned, runs of white space made one space, ends trimmed."""
    if not value.isprintable():
        value = value.strip()
        if "\n" in value:
            # There are far fewer lines than words.
            value = " ".join([line.strip(" \t") for line in value.split("\n")])
        if not value.isprintable():
            return _SPACES.sub(" ", clean_text(value)).strip()
    if not value.isascii():
        value = normalize("NFC", value)
    return " ".join(value.split()) if "  " in value else value.strip(" ")


def _spaced(value: str) -> str:
    """``value`` with spaces for newlines and tabs. If it is printable then, there is nothing to
    clean in ``value``: far quicker than looking for what is unwanted."""
    return value.replace("\n", " ").replace("\t", " ")
