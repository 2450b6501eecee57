"""Messages as teleprinters got them: control characters frame the header, the text and the end.

IPTC 7901 and ANPA 1312 share the frame: SOH header STX text ETX time EOT, with SYN, DEL and line
ends before and after. Both are of 7 bits; agencies send UTF-8 or Windows-1252 today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from broadsheet.formats.encodings import decode
from broadsheet.formats.errors import FormatError

#: Bytes; a larger delivery is refused unread.
MAX_BYTES = 8 * 1024 * 1024

_PADDING = "\x00\x16\x7f\ufeff"
_BEFORE = re.compile(rf"[{_PADDING}\s\x04\x0c]*")
_TEXT = re.compile("[\x02\x03\x04]")
_LINE_END = re.compile("\r+\n*|\n|\x85|\u2028")


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its header, text and what follows the text (the time), each as lines."""

    header: tuple[str, ...]
    text: tuple[str, ...]
    after: tuple[str, ...]
    framed: bool


def beginning(data: bytes) -> str:
    """The first characters of ``data`` that say anything, for telling what it is; never raises.
    A leading SOH is kept."""
    start = data[:1200]
    if b"\x00" in start:
        start = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    text = start.decode("utf-8", errors="replace")
    found = _BEFORE.match(text)
    return text[found.end() if found else 0 :]


def messages(data: bytes) -> list[Message]:
    """The messages in ``data``; without a SOH all of it is one.

    Raises FormatError if it is too large, in no encoding that can be told, or empty.
    """
    if len(data) > MAX_BYTES:
        raise FormatError(
            f"The file has {len(data):,} bytes, more than the {MAX_BYTES:,} allowed",
            remedy="Ask the provider to deliver the messages one by one.",
        )
    text = decode(data).strip(_PADDING)
    framed = "\x01" in text
    parts = [part for part in text.split("\x01")[framed:] if part.strip(_PADDING + " \r\n\x04\x0c")]
    if not parts:
        raise FormatError("The file holds no message", remedy="Ask the provider for it again.")
    return [_message(part, framed) for part in parts]


def _message(part: str, framed: bool) -> Message:
    part = part.partition("\x04")[0]
    header, starts, rest = part.partition("\x02")
    if not starts:
        # The frame was lost on the way: the reader finds the end of the header by its lines.
        header, rest = "", part
    text, _, after = rest.partition("\x03")
    return Message(_lines(header), _lines(_TEXT.sub("", text)), _lines(after), framed)


def _lines(text: str) -> tuple[str, ...]:
    cleaned = text.replace("\x00", "").replace("\x7f", "").replace("\x0c", "")
    return tuple(line.rstrip() for line in _LINE_END.split(cleaned))
