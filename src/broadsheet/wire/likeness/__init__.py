"""Which dispatches tell the same, agency to agency: grouped for the inbox, never merged."""

from __future__ import annotations

from broadsheet.wire.likeness.clusters import ALIKE, cluster, forget_likenesses

__all__ = ["ALIKE", "cluster", "forget_likenesses"]
