"""Somebody who listens to the wire for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from broadsheet.wire.signals import arrived


@contextmanager
def listening(hear: Any) -> Iterator[None]:
    """Let `hear` be told of every item."""
    arrived.connect(hear)
    try:
        yield
    finally:
        arrived.disconnect(hear)
