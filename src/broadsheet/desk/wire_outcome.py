"""What became of a wire item."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What the desk's machinery did with one arrival."""

    CREATED = "created"
    PUBLISHED = "published"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    HELD = "held"
    KILLED = "killed"
    IGNORED = "ignored"
