"""Addresses that are asked again and again."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from urllib.parse import urlsplit

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from broadsheet.wire.intake import receive
from broadsheet.wire.models import Channel, Delivery
from broadsheet.wire.transports.fetching import Fetched, NotFetched, fetch
from broadsheet.wire.transports.noting import went_well, went_wrong

logger = logging.getLogger(__name__)
AT_ONCE = 4


class Poller:
    """Asks the addresses that are due, a few at once, so that a slow one holds up no other.

    What stands in its memory is only what is being asked: another process may go on instead.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="poll")
        self._asked: dict[int, tuple[Channel, Future[Fetched]]] = {}

    def look(self) -> int:
        """Keep what has come, ask what is due; how many new deliveries there were."""
        kept = 0
        for key, (channel, asked) in list(self._asked.items()):
            if asked.done():
                del self._asked[key]
                kept += settle(channel, asked)
        for channel in due().exclude(pk__in=self._asked)[: AT_ONCE - len(self._asked)]:
            self._asked[channel.pk] = channel, self._threads.submit(ask, channel)
        return kept

    def close(self) -> None:
        """Let nobody be asked any more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def due() -> QuerySet[Channel]:
    """The addresses whose time has come, those that have waited longest first."""
    now = timezone.now()
    return (
        Channel.objects.filter(
            Q(next_at__isnull=True) | Q(next_at__lte=now),
            kind=Channel.Kind.POLL,
            active=True,
            provider__active=True,
        )
        .select_related("provider")
        .order_by(F("next_at").asc(nulls_first=True))
    )


def ask(channel: Channel) -> Fetched:
    """GET the channel's address, if it has changed (RFC 9110 section 13.1). Raises `NotFetched`."""
    headers = {}
    if channel.etag:
        headers["If-None-Match"] = channel.etag
    if channel.last_modified:
        headers["If-Modified-Since"] = channel.last_modified
    return fetch(channel.address, allow_private=channel.allow_private, headers=headers)


def settle(channel: Channel, asked: Future[Fetched]) -> bool:
    """Keep what `channel` answered, and note how it went; whether a new delivery came."""
    try:
        fetched = asked.result()
    except NotFetched as error:
        went_wrong(channel, str(error), error.again_after)
        return False
    except Exception as error:
        # One address that nobody foresaw must not stop the others, nor be asked without a pause.
        logger.exception("%s could not be asked", channel)
        went_wrong(channel, f"asking failed: {type(error).__name__}: {error}")
        return False
    if fetched.status == 304:
        went_well(channel)
        return False
    if not fetched.body.strip():
        went_wrong(channel, "the answer is empty")
        return False
    delivery = receive(
        channel.provider, _name(channel.address), fetched.body, channel, fetched.charset
    )
    # Only now: what was not kept must be sent again.
    went_well(channel, etag=fetched.etag[:500], last_modified=fetched.last_modified[:100])
    return delivery.state == Delivery.State.RECEIVED


def _name(address: str) -> str:
    """The address without what is nobody's business: credentials and query."""
    parts = urlsplit(address)
    return f"{parts.hostname or ''}{parts.path}"
