"""The WSGI callable: the reader, with Django behind it."""

from __future__ import annotations

from broadsheet.site.reading import reader

application = reader()
