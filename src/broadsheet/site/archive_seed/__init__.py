"""An archive of invented stories, as large as wanted, to try the paper at size."""

from __future__ import annotations

from broadsheet.site.archive_seed.sow import sow

__all__ = ["sow"]
