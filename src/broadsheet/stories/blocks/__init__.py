"""What a story's body, a live story's time line and a front are made of."""

from __future__ import annotations

from broadsheet.stories.blocks.body import BODY_BLOCKS, PageBreakBlock
from broadsheet.stories.blocks.live import ENTRY_BLOCKS
from broadsheet.stories.blocks.slots import FRONT_SLOTS

__all__ = ["BODY_BLOCKS", "ENTRY_BLOCKS", "FRONT_SLOTS", "PageBreakBlock"]
