"""Whether a transmission has come to its end: nothing but its last characters tell."""

from __future__ import annotations

import re
from datetime import UTC

from broadsheet.formats.iptc7901.stamp import anpa_time, iptc_time

_TELEGRAM_ENDS = re.compile(r"\sNNNN?\s*\Z|\sNNNN\s")
_NOTHING = "\x16\x7f\x0c \t\r\n"
_LONGEST_STAMP = 40


def is_ended(data: bytes) -> bool:
    """Whether the last message in ``data`` is whole, by EOT, by NNNN after ZCZC, or by a line of
    closing with its line end: what stands after ETX, or a time where the frame was lost. ETX alone
    says too little, since the time that follows is part of a message's name."""
    text = data.replace(b"\0", b"").decode("latin-1")
    soh, telegram = text.rfind("\x01"), text.rfind("ZCZC")
    last = text[max(soh, telegram, 0) :]
    if "\x04" in last or (telegram > soh and _TELEGRAM_ENDS.search(last)):
        return True
    _, framed, after = last.partition("\x03")
    lines = (after if framed else last).splitlines(keepends=True)
    closing = next((line for line in reversed(lines) if line.strip(_NOTHING)), "")
    return closing.endswith(("\r", "\n")) and (bool(framed) or _is_time(closing))


def _is_time(line: str) -> bool:
    if len(line) > _LONGEST_STAMP:
        return False
    return iptc_time(line, UTC) is not None or anpa_time(line, UTC) is not None
