"""Where an item's pictures lie."""

from __future__ import annotations

from broadsheet.formats.item import Item, Media

KINDS = frozenset({"picture", "graphic"})
LONGEST = 2000


def picture_addresses(item: Item) -> list[str]:
    """The addresses of the item's pictures, each once: of every picture its best rendition.

    Members of a package are items of their own, with pictures of their own.
    """
    found: dict[str, None] = {}
    for medium in item.media:
        if medium.kind in KINDS and medium.pubstatus == "usable" and (best := best_file(medium)):
            found[best] = None
    for block in item.body:
        if block.kind == "picture" and block.src:
            found[block.src] = None
    return [address for address in found if len(address) <= LONGEST]


def best_file(medium: Media) -> str | None:
    """The address of the largest rendition of a medium, None where it has none."""
    files = [one for one in medium.renditions if one.href]
    best = max(
        files, key=lambda one: ((one.width or 0) * (one.height or 0), one.size or 0), default=None
    )
    return best.href if best else None
