"""The WSGI callable: the reader, with Django behind it."""

from __future__ import annotations

import os

from broadsheet.site.reading import reader

# A database that hangs must not hold a request's thread for ever; commands may take their time.
os.environ.setdefault("PGOPTIONS", "-c statement_timeout=60000")
application = reader()
# Plates are served at once; Django is loaded beside, before the first request that needs it.
application.preload()
