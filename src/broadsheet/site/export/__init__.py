"""A copy of the paper that any static host can serve."""

from __future__ import annotations

from broadsheet.site.export.exporting import Exported, ExportFailed, export
from broadsheet.site.export.swap import TargetTaken

__all__ = ["ExportFailed", "Exported", "TargetTaken", "export"]
