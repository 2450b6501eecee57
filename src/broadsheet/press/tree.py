"""The site's tree of plates, and the way to wake whoever presses."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from broadsheet.plates import PlateTree
from broadsheet.plates.waking import wake


def plate_tree() -> PlateTree:
    """The tree at `BROADSHEET_PLATES`."""
    return _tree(Path(settings.BROADSHEET_PLATES), settings.BROADSHEET_PLATES_FSYNC)


@lru_cache(maxsize=8)
def _tree(root: Path, fsync: bool) -> PlateTree:
    return PlateTree(root, fsync=fsync)


def wake_press() -> None:
    """Let a waiting press look at its queue now."""
    tree = plate_tree()
    tree.note_change()
    wake(tree.root)
