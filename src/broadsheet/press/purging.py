"""Let caches in front know which addresses have changed, where any is configured."""

from __future__ import annotations

import logging
from types import TracebackType

from django.conf import settings
from wagtail.contrib.frontend_cache.utils import PurgeBatch

from broadsheet.stories.views.canonical import absolute

logger = logging.getLogger(__name__)


class Purge:
    """Addresses to purge, sent together at the end of the block."""

    def __init__(self) -> None:
        self.batch = PurgeBatch()
        self.wanted = bool(getattr(settings, "WAGTAILFRONTENDCACHE", None))

    def __enter__(self) -> Purge:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.wanted and self.batch.urls:
            self.batch.purge()

    def add(self, path: str) -> None:
        """`path` has changed."""
        if self.wanted:
            self.batch.add_url(absolute(path))
