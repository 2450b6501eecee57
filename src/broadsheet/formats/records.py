"""Immutable values, of which a delivery makes hundreds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: type[Made]) -> type[Made]:
    """``cls`` as a frozen dataclass with slots that is made in half the time: where the standard
    library's looks for every field by its name, this puts each into its slot."""
    made = dataclasses.dataclass(frozen=True, slots=True)(cls)
    made.__init__ = _initialiser(made)  # type: ignore[method-assign]
    return made


def _initialiser(cls: type) -> Callable[..., None]:
    scope: dict[str, Any] = {}
    parameters, body = [], []
    for each in dataclasses.fields(cls):
        name, value = each.name, each.name
        scope[f"_set_{name}"] = cls.__dict__[name].__set__
        if each.default is not dataclasses.MISSING:
            scope[f"_default_{name}"] = each.default
            parameters.append(f"{name}=_default_{name}")
        elif each.default_factory is not dataclasses.MISSING:
            scope["_MISSING"] = dataclasses.MISSING
            scope[f"_make_{name}"] = each.default_factory
            parameters.append(f"{name}=_MISSING")
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        else:
            parameters.append(name)
        body.append(f" _set_{name}(self, {value})")
    source = f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(body)
    exec(source, scope)  # noqa: S102 - written above, of the names of our own fields
    return scope["__init__"]  # type: ignore[no-any-return]
