"""nginx in front of the paper: its configuration, written from what the reader itself is told."""

from __future__ import annotations

from broadsheet.site.nginx.configuration import Front, configuration
from broadsheet.site.nginx.quoting import Unquotable

__all__ = ["Front", "Unquotable", "configuration"]
