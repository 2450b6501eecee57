"""When readers first see what an agency has sent in several versions, some under embargo."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime


def first_shown(versions: Iterable[tuple[datetime, datetime | None]]) -> datetime | None:
    """The moment, of versions given by their time and embargo in whatever order; None of none.

    A version is shown when its embargo ends, unless another has taken its place by then: one that
    lifts the embargo, or that puts it off.
    """
    ordered = sorted(versions, key=lambda one: (one[0], one[1] or one[0]))
    shown = None
    for number, (came, embargo) in enumerate(ordered):
        shown = max(came, embargo or came)
        following = ordered[number + 1 :]
        if not following or shown < following[0][0]:
            break
    return shown
