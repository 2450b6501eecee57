"""Pictures, galleries, clips and embeds inside a body."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock, URLBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock

from broadsheet.stories.embeds.card import card_of


class ClipChooserBlock(AbstractMediaChooserBlock):
    """Chooses a clip; its parent block renders it."""

    def render_basic(self, value: object, context: dict | None = None) -> str:
        """Never used on its own: the clip block's template renders the player."""
        return str(value)


class PictureBlock(StructBlock):
    """One picture, with a caption and credit that may differ from the picture's own."""

    picture = ImageChooserBlock(label=_("Picture"))
    caption = TextBlock(
        required=False, label=_("Caption"), help_text=_("Empty: the picture's own.")
    )
    credit = CharBlock(required=False, label=_("Credit"), help_text=_("Empty: the picture's own."))
    alt = CharBlock(
        required=False,
        label=_("Text for those who can't see it"),
        help_text=_("Empty: the picture's own."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "theme/blocks/picture.html"


class GalleryBlock(StructBlock):
    """Pictures in order."""

    title = CharBlock(required=False, label=_("Title"))
    pictures = ListBlock(PictureBlock(), label=_("Pictures"), min_num=1)

    class Meta:
        icon = "grip"
        label = _("Gallery")
        template = "theme/blocks/gallery.html"


class ClipBlock(StructBlock):
    """A video or audio file of our own."""

    clip = ClipChooserBlock(label=_("Clip"))
    caption = TextBlock(required=False, label=_("Caption"), help_text=_("Empty: the clip's own."))

    class Meta:
        icon = "media"
        label = _("Video or audio")
        template = "theme/blocks/clip.html"


class EmbedBlock(StructBlock):
    """Something on another site. Nothing of it loads until the reader asks."""

    url = URLBlock(
        label=_("Address"), help_text=_("Of the page that shows it, not of the embed code.")
    )
    title = CharBlock(
        required=False, label=_("Title"), help_text=_("Empty: what its provider calls it.")
    )
    words = TextBlock(
        required=False,
        label=_("Words of the post"),
        help_text=_("Of a post that its provider tells us nothing about. Empty: as it tells us."),
    )
    caption = TextBlock(required=False, label=_("Caption"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """The template's context with the card: what we know of the page, from our own table."""
        return super().get_context(value, parent_context) | {"card": card_of(value)}

    class Meta:
        icon = "code"
        label = _("Embed")
        template = "theme/blocks/embed.html"
