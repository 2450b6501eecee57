"""Messages as teleprinters got them: control characters frame the header, the text and the end.

IPTC 7901 and ANPA 1312 share the frame: SOH header STX text ETX time EOT, with SYN, DEL and line
ends before and after. Older lines have ZCZC before a message and NNNN after it instead (CCITT
F.31), which Italian agencies keep to. Both formats are of 7 bits; agencies send UTF-8 or
Windows-1252 today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.formats.encodings import decode
from broadsheet.formats.errors import FormatError
from broadsheet.formats.limits import check_items

#: Bytes; a larger delivery is refused unread.
MAX_BYTES = 8 * 1024 * 1024
#: Lines of a delivery; a day's wire of a large agency has fewer.
MAX_LINES = 50_000

_PADDING = "\x00\x16\x7f\ufeff"
_BEFORE = re.compile(rf"[{_PADDING}\s\x04\x0c]*")
_TEXT = re.compile("[\x02\x03\x04]")
_TELEGRAM = re.compile(r"(?:^|(?<=[\r\n]))[^\S\r\n]*ZCZC(?![A-Za-z])[^\S\r\n]*")
_TELEGRAM_ENDS = re.compile(r"(?:^|\s)NNNN?[^\S\r\n]*(?=[\r\n]|\Z)")
_LINE_END = re.compile("\r+\n*|\n|\x85|\u2028")
#: Lines end with the typesetter's mark, too, if another one of ANPA 1312 begins right behind it.
_LINE = re.compile(_LINE_END.pattern + r"|<[ \t]*(?=\^)")


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its header, text and what follows the text (the time), each as lines. Where
    the frame was lost, or is that of a ``telegram``, the header is in the text."""

    header: tuple[str, ...]
    text: tuple[str, ...]
    after: tuple[str, ...]
    telegram: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first characters that say anything, and what frames them: SOH, ZCZC or nothing."""

    text: str
    soh: bool
    telegram: bool


def beginning(data: bytes) -> Beginning:
    """How ``data`` begins, for telling what it is; never raises."""
    start = data[:1200]
    if b"\x00" in start:
        start = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    text = _said(start.decode("utf-8", errors="replace"))
    found = _TELEGRAM.match(text)
    if found:
        text = _said(text[found.end() :])
    soh = text.startswith("\x01")
    return Beginning(_said(text.removeprefix("\x01")), soh, found is not None and not soh)


def messages(data: bytes) -> list[Message]:
    """The messages in ``data``; without a SOH or ZCZC all of it is one.

    Raises FormatError if it is too large, has too many lines, is in no encoding that can be told,
    or empty.
    """
    if len(data) > MAX_BYTES:
        raise FormatError(
            f"The file has {len(data):,} bytes, more than the {MAX_BYTES:,} allowed",
            remedy="Ask the provider to deliver the messages one by one.",
        )
    text = decode(data).strip(_PADDING)
    lines = sum(1 for _ in _LINE.finditer(text))
    if lines > MAX_LINES:
        raise FormatError(
            f"The file has {lines:,} lines, more than the {MAX_LINES:,} allowed",
            remedy="Ask the provider to deliver the messages one by one.",
        )
    framed = "\x01" in text
    telegram = not framed and _TELEGRAM.match(_said(text)) is not None
    if telegram:
        every = [_TELEGRAM_ENDS.split(part, maxsplit=1)[0] for part in _TELEGRAM.split(text)[1:]]
    else:
        every = text.split("\x01")[framed:]
    parts = [part for part in every if part.strip(_PADDING + " \r\n\x04\x0c")]
    if not parts:
        raise FormatError("The file holds no message", remedy="Ask the provider for it again.")
    check_items(len(parts))
    return [_message(part, telegram) for part in parts]


def _said(text: str) -> str:
    """``text`` without what stands before anything is said."""
    found = _BEFORE.match(text)
    return text[found.end() if found else 0 :]


def _message(part: str, telegram: bool) -> Message:
    part = part.partition("\x04")[0]
    header, starts, rest = part.partition("\x02")
    if not starts:
        # The frame was lost on the way: the reader finds the end of the header by its lines.
        header, rest = "", part
    text, _, after = rest.partition("\x03")
    return Message(_lines(header), _lines(_TEXT.sub("", text)), _lines(after), telegram)


def _lines(text: str) -> tuple[str, ...]:
    cleaned = text.replace("\x00", "").replace("\x7f", "").replace("\x0c", "")
    return tuple(line.rstrip() for line in _LINE_END.split(cleaned))
