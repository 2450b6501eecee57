"""Let caches in front know which addresses have changed, where any is configured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from wagtail.contrib.frontend_cache.utils import PurgeBatch

from broadsheet.stories.views.canonical import absolute

_batch: ContextVar[PurgeBatch | None] = ContextVar("batch", default=None)


@contextmanager
def purging() -> Iterator[None]:
    """Addresses that `purge` is given inside of the block are purged together at its end.

    A cache that doesn't answer is logged by its backend, and holds nothing up.
    """
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        yield
        return
    batch = PurgeBatch()
    token = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(token)
        if batch.urls:
            batch.purge()


def purge(path: str) -> None:
    """The page at `path` is another now, or none."""
    batch = _batch.get()
    if batch is not None:
        batch.add_url(absolute(path))
