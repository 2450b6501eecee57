"""What the desk knows besides its stories: who edits which section, what the wire brought, and what
stood on which front.
"""

from __future__ import annotations

from broadsheet.desk.models.assignments import SectionAssignment, SectionEditorTask
from broadsheet.desk.models.front_stay import FrontStay
from broadsheet.desk.models.routing import ProviderPlacement, RoutingRule
from broadsheet.desk.models.wire_story import PackageMember, PictureFromWire, WireStory
from broadsheet.desk.models.wire_view import WireView
from broadsheet.desk.models.words_to_index import WordsToIndex

__all__ = [
    "FrontStay",
    "PackageMember",
    "PictureFromWire",
    "ProviderPlacement",
    "RoutingRule",
    "SectionAssignment",
    "SectionEditorTask",
    "WireStory",
    "WireView",
    "WordsToIndex",
]
