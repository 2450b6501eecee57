"""One warning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Warning:
    """`code` names the check, `message` says what is wrong, `field` where to put it right.

    `about` tells two warnings of one kind apart, such as the picture's key.
    """

    code: str
    message: str
    field: str = ""
    about: str = ""

    @property
    def key(self) -> str:
        """What stays the same while the same thing is wrong."""
        return f"{self.code}:{self.about}"
