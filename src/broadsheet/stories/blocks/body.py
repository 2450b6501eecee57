"""The blocks of a story's body."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    DateTimeBlock,
    ListBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from broadsheet.stories.blocks.choosers import StoryChooserBlock
from broadsheet.stories.blocks.media import ClipBlock, EmbedBlock, GalleryBlock, PictureBlock

TEXT_FEATURES = [
    "h2",
    "h3",
    "bold",
    "italic",
    "link",
    "ol",
    "ul",
    "blockquote",
    "superscript",
    "subscript",
    "document-link",
]


class QuoteBlock(StructBlock):
    """A pull quote and who said it."""

    quote = TextBlock(label=_("Quote"))
    attribution = CharBlock(required=False, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        template = "theme/blocks/quote.html"


class FactsBlock(StructBlock):
    """A short list of facts under a title."""

    title = CharBlock(label=_("Title"))
    facts = ListBlock(TextBlock(label=_("Fact")), label=_("Facts"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List of facts")
        template = "theme/blocks/facts.html"


class TableBlock(StructBlock):
    """A table with a caption and a source."""

    caption = CharBlock(label=_("Caption"))
    table = TypedTableBlock(
        [("text", CharBlock(label=_("Text"), required=False))], label=_("Table")
    )
    source = CharBlock(required=False, label=_("Source of the figures"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "theme/blocks/table.html"


class RelatedBlock(StructBlock):
    """Links to other stories; one that is not public is left out where pages are read."""

    title = CharBlock(required=False, label=_("Title"))
    stories = ListBlock(StoryChooserBlock(label=_("Story"), in_line=True), label=_("Stories"))

    class Meta:
        icon = "link"
        label = _("Related stories")
        template = "theme/blocks/related.html"


class CorrectionBlock(StructBlock):
    """What was wrong, and when it was put right."""

    corrected_at = DateTimeBlock(label=_("Corrected"))
    text = TextBlock(label=_("Correction"))

    class Meta:
        icon = "warning"
        label = _("Correction")
        template = "theme/blocks/correction.html"


class PageBreakBlock(StructBlock):
    """Where a paged story turns the page."""

    title = CharBlock(required=False, label=_("Title of the next page"))

    class Meta:
        icon = "horizontalrule"
        label = _("Page break")


class RuleBlock(StaticBlock):
    """A pause between two parts."""

    class Meta:
        icon = "minus"
        label = _("Rule")
        template = "theme/blocks/rule.html"


class BodyBlock(StreamBlock):
    """A story's body."""

    text = RichTextBlock(
        features=TEXT_FEATURES, label=_("Text"), icon="pilcrow", template="theme/blocks/text.html"
    )
    picture = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    facts = FactsBlock()
    table = TableBlock()
    embed = EmbedBlock()
    clip = ClipBlock()
    related = RelatedBlock()
    correction = CorrectionBlock()
    page_break = PageBreakBlock()
    rule = RuleBlock()


BODY_BLOCKS = BodyBlock
