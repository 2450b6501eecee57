"""The plates on disk: one public page each, rendered, compressed and ready to be served.

Pure Python. `names` says where a plate lies, `tree` writes and removes plates, `tags` collects what
a page depends on while it renders.
"""

from __future__ import annotations

from broadsheet.plates.names import content_type_of, file_for
from broadsheet.plates.tree import ENCODINGS, PlateTree

__all__ = ["ENCODINGS", "PlateTree", "content_type_of", "file_for"]
