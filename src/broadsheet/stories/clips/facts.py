"""What is read from a clip's container."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """Seconds and pixels; 0 where the container doesn't say, or isn't one that we read."""

    duration: float = 0.0
    width: int = 0
    height: int = 0


class BrokenClip(ValueError):
    """A container that stops before its end or can't be followed."""
