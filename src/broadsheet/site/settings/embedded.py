"""One machine: SQLite and files in BROADSHEET_HOME, loopback by default."""

from __future__ import annotations

from broadsheet.site.environment import read
from broadsheet.site.settings.base import *  # noqa: F403
from broadsheet.site.settings.base import ALLOWED_HOSTS

if not read("BROADSHEET_ALLOWED_HOSTS"):
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
