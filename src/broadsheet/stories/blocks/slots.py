"""The slots of a front: what an editor pins, and the rule by which the rest fills itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from broadsheet.stories.blocks.choosers import StoryChooserBlock
from broadsheet.stories.kinds import Kind


class SlotBlock(StructBlock):
    """A slot: pinned stories in the editor's order, then what the rule finds, newest first."""

    title = CharBlock(required=False, label=_("Title"))
    pinned = ListBlock(
        StoryChooserBlock(label=_("Story")),
        label=_("Pinned stories"),
        default=[],
        min_num=0,
    )
    count = IntegerBlock(label=_("How many stories"), default=4, min_value=1, max_value=60)
    section = PageChooserBlock("stories.Section", required=False, label=_("Only from section"))
    special = PageChooserBlock("stories.Special", required=False, label=_("Only from special"))
    topic = SnippetChooserBlock("stories.Topic", required=False, label=_("Only about topic"))
    kind = ChoiceBlock(choices=Kind.choices, required=False, label=_("Only of kind"))
    max_urgency = IntegerBlock(
        required=False,
        min_value=1,
        max_value=9,
        label=_("Urgency at least"),
        help_text=_("1 is a flash, 9 the least urgent. Empty: all."),
    )


class LeadSlot(SlotBlock):
    """One lead with a picture, seconds beside it."""

    class Meta:
        icon = "pick"
        label = _("Lead")
        template = "theme/slots/lead.html"


class StripSlot(SlotBlock):
    """A row of stories with pictures."""

    class Meta:
        icon = "grip"
        label = _("Strip")
        template = "theme/slots/strip.html"


class ListSlot(SlotBlock):
    """Headlines with times."""

    class Meta:
        icon = "list-ul"
        label = _("Headlines")
        template = "theme/slots/list.html"


class PhotoSlot(SlotBlock):
    """Photo stories in a dark band."""

    class Meta:
        icon = "image"
        label = _("Photo band")
        template = "theme/slots/photo.html"


class VideoSlot(SlotBlock):
    """Video stories with their durations."""

    class Meta:
        icon = "media"
        label = _("Video")
        template = "theme/slots/video.html"


class SpecialSlot(StructBlock):
    """A special's banner with its latest stories."""

    special = PageChooserBlock("stories.Special", label=_("Special"))
    count = IntegerBlock(label=_("How many stories"), default=3, min_value=0, max_value=12)

    class Meta:
        icon = "tag"
        label = _("Special's banner")
        template = "theme/slots/special.html"


class SectionsSlot(StructBlock):
    """A column for each section with its latest headlines."""

    count = IntegerBlock(label=_("Stories a section"), default=4, min_value=1, max_value=12)

    class Meta:
        icon = "folder-open-inverse"
        label = _("All sections")
        template = "theme/slots/sections.html"


class FrontSlots(StreamBlock):
    """The slots of a front, from top to bottom."""

    lead = LeadSlot()
    strip = StripSlot()
    list = ListSlot()
    photo = PhotoSlot()
    video = VideoSlot()
    special = SpecialSlot()
    sections = SectionsSlot()


FRONT_SLOTS = FrontSlots
