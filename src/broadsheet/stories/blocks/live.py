"""The time line of a live story."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    DateTimeBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)

from broadsheet.stories.blocks.body import TEXT_FEATURES
from broadsheet.stories.blocks.media import PictureBlock


class EntryBlock(StructBlock):
    """One entry: when, what, and whether it is a key moment."""

    at = DateTimeBlock(label=_("Time"))
    headline = CharBlock(required=False, label=_("Headline"))
    text = RichTextBlock(features=TEXT_FEATURES, label=_("Text"))
    key_moment = BooleanBlock(required=False, label=_("Key moment"))

    class Meta:
        icon = "time"
        label = _("Entry")
        template = "theme/blocks/entry.html"


class EntriesBlock(StreamBlock):
    """Entries, newest first."""

    entry = EntryBlock()
    picture = PictureBlock()


ENTRY_BLOCKS = EntriesBlock
