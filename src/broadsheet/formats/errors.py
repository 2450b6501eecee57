"""The one exception that every adapter in this room raises."""

from __future__ import annotations


class FormatError(ValueError):
    """A delivery cannot be understood.

    ``reason`` says what is wrong, ``where`` the place (a line and column, or the path of a
    field; may be empty) and ``remedy`` what to do about it. All three are sentences or phrases
    for the desk; ``str()`` joins them.
    """

    def __init__(self, reason: str, *, where: str = "", remedy: str = "") -> None:
        self.reason = reason
        self.where = where
        self.remedy = remedy
        place = f" ({where})" if where else ""
        advice = f" {remedy}" if remedy else ""
        super().__init__(f"{reason}{place}.{advice}")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (self.reason, self.where, self.remedy))


def _rebuild(reason: str, where: str, remedy: str) -> FormatError:
    return FormatError(reason, where=where, remedy=remedy)
