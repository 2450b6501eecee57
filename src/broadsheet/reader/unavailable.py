"""The page that says: back in a few minutes."""

from __future__ import annotations

from broadsheet.reader.config import ReaderConfig
from broadsheet.reader.rendered import Rendered

_PLAIN = b"<!doctype html><meta charset=utf-8><title>503</title><p>Back in a few minutes.\n"


class UnavailablePages:
    """503 pages by the beginning of the address, ready to be sent."""

    def __init__(self, config: ReaderConfig) -> None:
        self._headers = (
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Retry-After", str(config.retry_after)),
            *config.page_headers,
        )
        self._pages = sorted(config.unavailable_pages, key=lambda page: -len(page[0]))

    def page(self, path: str) -> Rendered:
        """The 503 for `path`, in its edition's language where there is one."""
        body = next((page for prefix, page in self._pages if path.startswith(prefix)), _PLAIN)
        return Rendered(503, self._headers, body)
