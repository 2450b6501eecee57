"""Text wires: IPTC 7901, as dpa and others send it, and ANPA 1312, as AP did."""

from __future__ import annotations

from datetime import UTC, tzinfo

from broadsheet.formats.iptc7901 import anpa, iptc
from broadsheet.formats.iptc7901.ends import is_ended
from broadsheet.formats.iptc7901.headers import begins_with_header, begins_with_number
from broadsheet.formats.iptc7901.kills import killed_by
from broadsheet.formats.iptc7901.messages import Message, beginning, messages
from broadsheet.formats.item import Item
from broadsheet.formats.members import read_each, together

__all__ = [
    "is_ended",
    "read_anpa1312",
    "read_iptc7901",
    "recognise_anpa1312",
    "recognise_iptc7901",
]


def recognise_iptc7901(data: bytes) -> bool:
    """Whether the first line is a header of IPTC 7901, with SOH, with ZCZC or with neither; or,
    after ZCZC, the number of a telegram."""
    start = beginning(data)
    if begins_with_header(start.text, start.soh or start.telegram):
        return True
    return start.telegram and begins_with_number(start.text)


def recognise_anpa1312(data: bytes) -> bool:
    """Whether the first lines are a header of ANPA 1312, with or without control characters."""
    start = beginning(data)
    return anpa.begins_with_header(start.text, start.soh)


def read_iptc7901(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items of a transmission in IPTC 7901, and after a kill one without content for each
    message that it names. A time that names no zone is in ``zone``. Raises FormatError if no
    message in it has a header, PartlyRead if some have."""

    def read(message: Message) -> list[Item]:
        item = iptc.read_message(message, zone, provider)
        return [item, *killed_by(item)]

    return together(*read_each(messages(data), read))


def read_anpa1312(data: bytes, zone: tzinfo = UTC, provider: str = "") -> list[Item]:
    """The items of a transmission in ANPA 1312; as :func:`read_iptc7901`, but kills name their
    story by its slugline alone."""
    return together(
        *read_each(messages(data), lambda each: [anpa.read_message(each, zone, provider)])
    )
