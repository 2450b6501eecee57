"""Let caches in front know which addresses have changed, where any is configured."""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.contrib.frontend_cache.utils import get_backends

from broadsheet.stories.views.canonical import absolute

if TYPE_CHECKING:
    from wagtail.contrib.frontend_cache.backends import BaseBackend

logger = logging.getLogger(__name__)
AT_ONCE = 100
MOST_WAITING = 100_000
MOST_TRIES = 10
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0
# Seconds in which a process that ends may still say what is left to be purged.
LAST_WORDS = 3.0


def purge(path: str) -> None:
    """The page at `path` is another now, or none.

    Returns at once: each cache is told by a thread of its own. One that doesn't answer is told
    again, ever later; what it is never told is logged.
    """
    if caches := caches_in_front():
        url = absolute(path)
        for cache in caches:
            cache.purge(url)


def caches_in_front() -> list[CacheInFront]:
    """Every cache that is configured and can be used; of the others the reason is logged once."""
    configured = getattr(settings, "WAGTAILFRONTENDCACHE", None)
    return _caches(repr(configured)) if configured else []


def unusable_caches() -> dict[str, str]:
    """Names of caches that are configured but can't be used, each with the reason."""
    reasons = {}
    for name, options in getattr(settings, "WAGTAILFRONTENDCACHE", {}).items():
        try:
            get_backends({name: options})
        except Exception as error:
            reasons[name] = f"{type(error).__name__}: {error}"
    return reasons


def say_what_is_left() -> None:
    """Before this process ends: tell the caches the rest, for a moment; log what remains."""
    until = time.monotonic() + LAST_WORDS
    for cache in _in_use:
        cache.finish(until - time.monotonic())


_in_use: list[CacheInFront] = []
atexit.register(say_what_is_left)


@lru_cache(maxsize=8)
def _caches(_configured: str) -> list[CacheInFront]:
    unusable = unusable_caches()
    for name, reason in unusable.items():
        logger.error("%s can't be told what has changed: %s", name, reason)
    usable = [name for name in settings.WAGTAILFRONTENDCACHE if name not in unusable]
    made = [CacheInFront(*each) for each in get_backends(backends=usable).items()]
    _in_use.extend(made)
    return made


class CacheInFront:
    """One cache, and the addresses that it is still to forget."""

    def __init__(self, name: str, backend: BaseBackend) -> None:
        self.name = name
        self.backend = backend
        self._waiting: dict[str, int] = {}
        self._telling: list[str] = []
        self._failures = 0
        self._ended = False
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None

    def purge(self, url: str) -> None:
        """Let the cache forget `url`, if it is of its host, as soon as it may be."""
        if not self.backend.invalidates_hostname(urlsplit(url).hostname):
            return
        with self._turn:
            self._waiting.setdefault(url, 0)
            if len(self._waiting) > MOST_WAITING:
                oldest = next(iter(self._waiting))
                del self._waiting[oldest]
                self._give_up([oldest], "too much waits")
            self._turn.notify_all()
            # Also after a fork: the thread is the parent's.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="purging", daemon=True)
                self._thread.start()

    def finish(self, seconds: float) -> None:
        """Wait until nothing is left, for `seconds` at most, and log what is; no more new tries."""
        with self._turn:
            self._turn.wait_for(lambda: not self._waiting and not self._telling, max(0.0, seconds))
            left = [*self._telling, *self._waiting]
            self._waiting.clear()
            self._ended = True
        for start in range(0, len(left), AT_ONCE):
            self._give_up(left[start : start + AT_ONCE], "the process ends")

    def _work(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._waiting)
                # After a failure one alone, so that those it isn't the fault of get through.
                some = islice(self._waiting.items(), 1 if self._failures else AT_ONCE)
                batch = dict(some)
                for url in batch:
                    del self._waiting[url]
                self._telling = list(batch)
            failed = self._tell(batch)
            with self._turn:
                self._telling = []
                for url, tries in failed.items():
                    self._waiting.setdefault(url, tries)
                self._turn.notify_all()
            if failed:
                time.sleep(self._pause())

    def _tell(self, batch: dict[str, int]) -> dict[str, int]:
        """Purge all of `batch`; what is to be tried again, with the number of tries."""
        try:
            self.backend.purge_batch(list(batch))
        except Exception as error:
            if self._ended:
                return {}
            self._failures += 1
            reason = f"{type(error).__name__}: {error}"
        else:
            self._failures = 0
            return {}
        again = {url: tries + 1 for url, tries in batch.items() if tries + 1 < MOST_TRIES}
        logger.warning(
            "%s doesn't purge (%s): %d addresses, %s the first, again in %d seconds",
            self.name,
            reason,
            len(again) + len(self._waiting),
            next(iter(batch)),
            self._pause(),
        )
        self._give_up([url for url in batch if url not in again], reason)
        return again

    def _pause(self) -> float:
        return min(FIRST_PAUSE * 2.0 ** min(self._failures - 1, 10), LONGEST_PAUSE)

    def _give_up(self, urls: Iterable[str], reason: str) -> None:
        if told := " ".join(urls):
            logger.error("%s was not purged of %s: %s", self.name, told, reason)
