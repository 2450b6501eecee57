"""How a channel stands: what went well, what went wrong, and when it is tried again."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from django.utils import timezone

from broadsheet.wire.models import Channel

logger = logging.getLogger(__name__)
LONGEST_PAUSE = timedelta(hours=1)
LONGEST_WISH = timedelta(days=1)
SHORTEST = 5


def went_well(channel: Channel, **changes: object) -> None:
    """Note that `channel` was tried, and `changes` with it; its troubles are over."""
    now = timezone.now()
    _change(
        channel,
        **changes,
        failures=0,
        last_error="",
        last_tried_at=now,
        next_at=now + timedelta(seconds=max(channel.every, SHORTEST)),
    )


def went_wrong(channel: Channel, reason: str, again_after: str = "") -> None:
    """Note why `channel` failed. It is tried again ever later, or when the sender wishes.

    `again_after` is a Retry-After: seconds, or a date (RFC 9110 section 10.2.3); a day at most.
    """
    now = timezone.now()
    logger.warning("%s: %s", channel, reason)
    pause = timedelta(seconds=max(channel.every, SHORTEST) * 2 ** min(channel.failures, 16))
    wish = min(_wish(again_after, now), LONGEST_WISH)
    _change(
        channel,
        failures=channel.failures + 1,
        last_error=reason,
        last_tried_at=now,
        next_at=now + max(min(pause, LONGEST_PAUSE), wish),
    )


def _wish(again_after: str, now: datetime) -> timedelta:
    text = again_after.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 10**6))
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return timedelta(0)
    return when - now if when.tzinfo else timedelta(0)


def _change(channel: Channel, **changes: object) -> None:
    for name, value in changes.items():
        setattr(channel, name, value)
    channel.save(update_fields=list(changes))


def complain(channel: Channel, reason: str) -> None:
    """Note what is wrong with something that `channel` brought; the channel itself goes on."""
    logger.warning("%s: %s", channel, reason)
    _change(channel, last_error=reason, last_tried_at=timezone.now())


def is_pausing(channel: Channel) -> bool:
    """Whether a channel that failed is left alone for now."""
    return bool(channel.failures and channel.next_at and channel.next_at > timezone.now())
