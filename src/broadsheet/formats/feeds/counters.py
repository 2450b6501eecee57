"""How often an entry was commented on, rated or seen: that changes while the entry does not."""

from __future__ import annotations

from typing import Any

from lxml import etree

from broadsheet.formats.feeds.names import THREAD, children_called
from broadsheet.formats.leftovers import drop, leftovers, take

_COUNTERS = ("slash:comments", "slash:hit_parade", "thr:total")
_AT_LINKS = ("count", "updated")


def take_counters(entry: etree._Element) -> dict[str, list[Any]]:
    """The counters of ``entry`` by their names: those of Slash (RSS 1.0 modules), of threads (RFC
    4685: ``total``, and what a link says of the replies behind it), and of the community (Media
    RSS 1.5.1, media:community)."""
    found: dict[str, list[Any]] = {}
    holders = [entry, *children_called(entry, "media:group", "media:content")]
    counters = children_called(entry, *_COUNTERS)
    counters += [each for one in holders for each in children_called(one, "media:community")]
    for each in counters:
        for name, said in leftovers(each).items():
            found.setdefault(name, []).extend(said)
        drop(each)
    for link in children_called(entry, "link"):
        told = {name: take(link, f"{{{THREAD}}}{name}", f"thr:{name}") for name in _AT_LINKS}
        if any(told.values()):
            found.setdefault("replies", []).append({k: v for k, v in told.items() if v})
    return found
