"""A whole answer in hand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rendered:
    """What Django answered to an anonymous reader: status, headers and the body, not compressed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
