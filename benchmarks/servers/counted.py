"""The embedded settings, with a middleware that notes what is rendered."""

from __future__ import annotations

from broadsheet.site.settings.embedded import *  # noqa: F403
from broadsheet.site.settings.embedded import MIDDLEWARE as OWN

MIDDLEWARE = ["benchmarks.servers.renders.counting", *OWN]
