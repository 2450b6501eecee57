"""What an item itself says, without what was said on its way here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.formats.detect import FORMATS

_AROUND = {known.name: known.around for known in FORMATS}


def substance(values: Mapping[str, Any]) -> dict[str, Any]:
    """``values``, as :meth:`Item.as_json` gives them, without the name that the caller gave the
    provider and without what belongs to the envelope or changes by itself (:attr:`Format.around`):
    the same version of an item has the same substance however often and in whatever it comes."""
    said = {name: value for name, value in values.items() if name != "provider"}
    around = _AROUND.get(said["format"], frozenset())
    if around and (extra := said["extra"]):
        said["extra"] = {
            name: value for name, value in extra.items() if name.partition("/")[0] not in around
        }
    return said
