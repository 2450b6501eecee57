"""A cache in front that understands `PURGE`, such as Varnish."""

from __future__ import annotations

import logging
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from wagtail.contrib.frontend_cache.backends import BaseBackend

logger = logging.getLogger(__name__)
# Seconds for which a cache may keep silent.
PATIENCE = 2.0
NOT_KEPT = 404


class HttpCache(BaseBackend):
    """The cache at `LOCATION`. Wagtail's own backend would wait for its answer for ever."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = urlsplit(params["LOCATION"])

    def purge(self, url: str) -> None:
        """Let the cache forget `url`; a refusal is logged.

        Raises `OSError` or `HTTPException` where it doesn't answer, or can't just now.
        """
        parts = urlsplit(url)
        kind = HTTPSConnection if self.location.scheme == "https" else HTTPConnection
        connection = kind(self.location.hostname or "", self.location.port, timeout=PATIENCE)
        try:
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("PURGE", target, headers={"Host": parts.netloc})
            status = connection.getresponse().status
        finally:
            connection.close()
        if status >= 500:
            raise OSError(f"it answers {status}")
        if status >= 400 and status != NOT_KEPT:
            logger.error("%s was not purged: the cache answers %d", url, status)
