"""Deliveries of several items: one that can't be understood does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from broadsheet.formats.errors import FormatError
from broadsheet.formats.item import Item
from broadsheet.formats.limits import check_items

Member = TypeVar("Member")


class PartlyRead(FormatError):
    """Some members of a delivery can be understood, which are ``items``; why the others can't
    stands in ``errors``. Whoever does not look into it refuses the delivery whole."""

    def __init__(self, items: Sequence[Item], errors: Sequence[FormatError]) -> None:
        self.items = items
        self.errors = errors
        first = errors[0]
        super().__init__(first.reason, where=first.where, remedy=first.remedy)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))

    def __reduce__(self) -> tuple[object, ...]:
        return (PartlyRead, (self.items, self.errors))


def read_each(
    members: Iterable[Member], read: Callable[[Member], Iterable[Item]]
) -> tuple[list[Item], list[FormatError]]:
    """The items that ``read`` makes of the members it understands, and why not of the others.

    Raises FormatError where there are more members than a delivery may hold.
    """
    members = list(members)
    check_items(len(members))
    items: list[Item] = []
    errors: list[FormatError] = []
    for member in members:
        try:
            items += read(member)
        except PartlyRead as partly:
            items += partly.items
            errors += partly.errors
        except FormatError as error:
            errors.append(error)
    return items, errors


def together(items: list[Item], errors: Sequence[FormatError]) -> list[Item]:
    """``items``. Raises PartlyRead if there are errors besides, the first of them if there is
    nothing else."""
    if errors:
        raise PartlyRead(items, errors) if items else errors[0]
    return items
