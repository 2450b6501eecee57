"""Immutable values, of which a delivery makes hundreds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def record(cls: type[Made]) -> type[Made]:
    """``cls`` as a frozen dataclass with slots that is made in a third of the time: where the
    standard library's goes round its own lock for every field, this locks when all are set."""
    made = dataclasses.dataclass(frozen=True, slots=True)(cls)
    made.__init__ = _initialiser(made)  # type: ignore[method-assign]
    return made


def _initialiser(cls: type) -> Callable[..., None]:
    fields = dataclasses.fields(cls)
    scope: dict[str, Any] = {
        "_become": object.__setattr__,
        "_Open": type(cls.__name__, (), {"__slots__": tuple(each.name for each in fields)}),
        "_Locked": cls,
    }
    parameters, body = [], []
    for each in fields:
        name, value = each.name, each.name
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
        body.append(f" self.{name} = {value}\n")
    source = (
        f"def __init__(self, {', '.join(parameters)}):\n"
        f" _become(self, '__class__', _Open)\n{''.join(body)} self.__class__ = _Locked\n"
    )
    exec(source, scope)  # noqa: S102 - written above, of the names of our own fields
    return scope["__init__"]  # type: ignore[no-any-return]
