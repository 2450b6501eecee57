"""How far each machine's logs are counted."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.popularity.models import Node
from broadsheet.popularity.windows import KEPT_MINUTES


def note_nodes(names: Iterable[str], until: int) -> None:
    """The logs of these machines are counted up to the minute `until`; forget those long gone."""
    Node.objects.bulk_create(
        [Node(name=name, until=until) for name in names],
        update_conflicts=True,
        update_fields=["until"],
        unique_fields=["name"],
    )
    Node.objects.filter(until__lt=until - KEPT_MINUTES).delete()


def forget_node(name: str) -> bool:
    """Wait for the machine `name` no longer: it is gone for good. False where none is known."""
    gone, _by_model = Node.objects.filter(name=name).delete()
    return gone > 0
