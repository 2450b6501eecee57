"""Reads plates to the readers: a WSGI callable in front of Django's.

Pure Python, no Django. `Reader` looks in memory, then on disk, then asks for the page to be
rendered; one look at the disk per request keeps it true to the tree of plates.
"""

from __future__ import annotations

from broadsheet.reader.app import Reader
from broadsheet.reader.config import PLATE_CACHE_CONTROL, ReaderConfig
from broadsheet.reader.rendered import Rendered

__all__ = ["PLATE_CACHE_CONTROL", "Reader", "ReaderConfig", "Rendered"]
