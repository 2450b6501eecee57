"""From the readers' logs to counts in the database."""

from __future__ import annotations

from broadsheet.popularity.rolling.nodes import forget_node
from broadsheet.popularity.rolling.roller import Rolled, roll_up

__all__ = ["Rolled", "forget_node", "roll_up"]
