"""How much one delivery may hold, whatever its format, so that the time to read it is bounded."""

from __future__ import annotations

from broadsheet.formats.errors import FormatError

#: Items in one delivery: feeds of 10,000 entries and messages of 5,000 items are real.
MAX_ITEMS = 20_000


def check_items(number: int) -> None:
    """Raise FormatError if ``number`` items are more than a delivery may hold. To be asked before
    the items are read, since that is what takes the time."""
    if number > MAX_ITEMS:
        raise FormatError(
            f"The file holds {number:,} items, more than the {MAX_ITEMS:,} allowed",
            remedy="Ask the provider to deliver fewer at a time.",
        )
