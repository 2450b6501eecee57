"""An item from the JSON values that it was kept as: the way back from :meth:`Item.as_json`."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from broadsheet.formats.item import Item


def item_from_json(values: Mapping[str, Any]) -> Item:
    """The item whose ``as_json`` gave ``values``.

    A key that is missing is as when nothing was delivered, one that is not known is passed over:
    what an older or a newer version of the program kept can be read. Raises TypeError or
    ValueError where a value is of another kind than the item's.
    """
    item: Item = _value(Item, values)
    return item


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _value(next(one for one in get_args(kind) if one is not type(None)), value)
    if origin is tuple:
        return tuple(_value(get_args(kind)[0], one) for one in value)
    if kind is datetime:
        return datetime.fromisoformat(value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _value(hints[name], value[name]) for name in hints if name in value})
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
