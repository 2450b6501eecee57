"""What a picture file says of itself, whatever format and standard it says it in."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PhotoMetadata:
    """The IPTC photo metadata that a newsroom uses; plain text, "" where nothing was said.

    Names follow the IPTC Photo Metadata Standard 2023.2. `taken` is aware where the file names an
    offset, else naive: the photographer's wall clock. `digital_source` is a NewsCodes address.
    """

    title: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    creator: str = ""
    credit: str = ""
    source: str = ""
    copyright_notice: str = ""
    usage_terms: str = ""
    instructions: str = ""
    licence_url: str = ""
    digital_source: str = ""
    city: str = ""
    country: str = ""
    taken: datetime | None = None

    def over(self, other: PhotoMetadata) -> PhotoMetadata:
        """These values, and `other`'s where this says nothing."""
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(self)
            if not getattr(self, field.name)
        }
        return replace(self, **missing)
