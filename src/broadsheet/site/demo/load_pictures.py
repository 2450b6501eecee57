"""Pictures and clips: drawn once, and taken in once for each edition that shows them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.core.files.base import ContentFile

from broadsheet.site.demo.registers import Registers
from broadsheet.stories.models import Clip, Edition, Picture

CLIPS = Path(__file__).parent / "clips"
CLIP_SIZE = (640, 360)
CLIP_SECONDS = 8.0


class PictureDesk:
    """Each edition's pictures and clips by key; `drawn` are the pictures' files."""

    def __init__(self, registers: Registers, drawn: Mapping[str, bytes]) -> None:
        self.registers = registers
        self.drawn = drawn
        self.pictures: dict[tuple[str, str], Picture] = {}
        self.clips: dict[tuple[str, str], Clip] = {}

    def of(self, key: str, edition: Edition) -> Picture:
        """The picture of that key with the edition's own words."""
        if (key, edition.code) not in self.pictures:
            self.pictures[key, edition.code] = self._take_in(key, edition.code)
        return self.pictures[key, edition.code]

    def _take_in(self, key: str, code: str) -> Picture:
        described = self.registers.pictures[key]
        picture = Picture(
            title=described.title.for_edition(code),
            description=described.alt.for_edition(code)[:255],
            caption=described.caption.for_edition(code),
            credit=described.credit,
            creator=described.creator,
            copyright_notice=described.copyright,
            usage_terms=described.usage_terms,
            file=ContentFile(self.drawn[key], name=f"{key}-{code}.jpg"),
        )
        left, top, width, height = described.focal
        picture.focal_point_x = round((left + width / 2) * picture.width)
        picture.focal_point_y = round((top + height / 2) * picture.height)
        picture.focal_point_width = round(width * picture.width)
        picture.focal_point_height = round(height * picture.height)
        picture.save()
        return picture

    def clip(self, key: str, edition: Edition) -> Clip:
        """The clip of that key with the edition's own words."""
        if (key, edition.code) not in self.clips:
            described = self.registers.clips[key]
            text = described.description.for_edition(edition.code)
            clip = Clip(
                title=described.title.for_edition(edition.code),
                type="video",
                duration=CLIP_SECONDS,
                width=CLIP_SIZE[0],
                height=CLIP_SIZE[1],
                poster=self.of(described.poster, edition),
                caption=text,
                transcript=text,
                credit=described.credit,
                copyright_notice=described.copyright,
                usage_terms=described.usage_terms,
            )
            for name, suffix in (
                ("file", "mp4"),
                ("alternative_file", "webm"),
                ("captions", f"{edition.code}.vtt"),
            ):
                content = (CLIPS / f"{key}.{suffix}").read_bytes()
                getattr(clip, name).save(f"{key}.{suffix}", ContentFile(content), save=False)
            clip.save()
            self.clips[key, edition.code] = clip
        return self.clips[key, edition.code]
