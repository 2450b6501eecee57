"""The demo newspaper as it was written: what stands in the files under `content`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any

from broadsheet.site.demo import story_blocks as blocks
from broadsheet.site.demo.registers import CONTENT, Registers, read_registers
from broadsheet.site.demo.story_file import StoryFile, read_edition


@dataclass(frozen=True)
class Newspaper:
    """The registers; by the code of each edition its fields in editions.toml, and its stories."""

    registers: Registers
    editions: dict[str, dict[str, Any]]
    stories: dict[str, list[StoryFile]]

    def pictures(self) -> set[str]:
        """The keys of the pictures that the stories, people and specials show."""
        registers = self.registers
        found = {special.picture for special in registers.specials.values()}
        for story in (story for stories in self.stories.values() for story in stories):
            found.add(story.picture)
            found.update(registers.people[key].portrait for key in story.bylines)
            for block in story.body:
                if isinstance(block, blocks.PictureBlock):
                    found.add(block.picture)
                elif isinstance(block, blocks.Gallery):
                    found.update(item.picture for item in block.items)
                elif isinstance(block, blocks.Video):
                    found.add(registers.clips[block.clip].poster)
        return found - {""}


def read_newspaper() -> Newspaper:
    """Read all of it. Raises `DemoContentError` where a file says what can't be."""
    editions = tomllib.loads((CONTENT / "editions.toml").read_text(encoding="utf-8"))
    stories = {code: list(read_edition(CONTENT / code)) for code in editions}
    return Newspaper(read_registers(), editions, stories)
