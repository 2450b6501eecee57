"""NITF, IPTC's News Industry Text Format, versions 3.0 to 3.6."""

from __future__ import annotations

from broadsheet.formats.nitf.body import blocks_from_nitf, media_from_nitf, notes_from_nitf

__all__ = ["blocks_from_nitf", "media_from_nitf", "notes_from_nitf"]
