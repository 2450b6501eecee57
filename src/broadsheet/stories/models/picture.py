"""Pictures with what a newsroom must know of them: caption, credit, rights."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, get_upload_to
from wagtail.search import index

from broadsheet.stories.file_names import unguessable
from broadsheet.stories.models.retired_file import RetiredFile
from broadsheet.stories.models.whole import SavedWhole
from broadsheet.stories.pictures.digital_source import SCHEME, DigitalSource
from broadsheet.stories.pictures.fields import PictureField
from broadsheet.stories.pictures.filling import fill
from broadsheet.stories.pictures.inspection import inspect
from broadsheet.stories.pictures.metadata import PhotoMetadata
from broadsheet.stories.pictures.renditions import PictureFilter
from broadsheet.stories.pictures.storage import PatientStorage
from broadsheet.stories.pictures.twins import copy_from_twins


class Picture(SavedWhole, AbstractImage):
    """A photograph, drawing or graphic. `description` is its text for those who can't see it.

    However a picture comes in, `save` checks its file, and fills what was left empty from what the
    file says of itself.
    """

    file = PictureField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("The line that is printed.")
    )
    creator = models.CharField(_("creator"), max_length=255, blank=True)
    copyright_notice = models.CharField(_("copyright"), max_length=255, blank=True)
    usage_terms = models.TextField(_("usage terms"), blank=True)
    licence_url = models.URLField(_("licence address"), blank=True)
    digital_source = models.CharField(
        _("how it was made"), max_length=40, choices=DigitalSource, blank=True
    )
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "caption",
        "credit",
        "creator",
        "copyright_notice",
        "usage_terms",
        "licence_url",
        "digital_source",
        "taken_at",
        "place",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("credit"),
        index.FilterField("credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", _("Can choose picture"))]

    def get_upload_to(self, filename: str) -> str:
        """Where the file goes. Its name, and with it those of its renditions, can't be guessed: a
        picture of an embargoed story is found only by who is given its address."""
        place: str = super().get_upload_to(unguessable(filename))
        return place

    def rights(self) -> PhotoMetadata:
        """What every rendition says of whose this picture is."""
        return PhotoMetadata(
            creator=self.creator,
            credit=self.credit,
            copyright_notice=self.copyright_notice,
            usage_terms=self.usage_terms,
            licence_url=self.licence_url,
            digital_source=f"{SCHEME}{self.digital_source}" if self.digital_source else "",
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; raise PictureRefused, with nothing stored, for a new file that isn't taken in.

        Renditions of an earlier file, focal point or earlier rights are retired, and the earlier
        file is deleted.
        """
        arriving = not self.file._committed
        if arriving or self._state.adding:
            known = getattr(self.file.file, "photo_metadata", None)
            fill(self, known or inspect(self.file))
        if arriving:
            self._set_image_file_metadata()
        before = None if self._state.adding else type(self).objects.filter(pk=self.pk).first()
        try:
            super().save(*args, **kwargs)
        except BaseException:
            if arriving and self.file._committed:
                self.file.storage.delete(self.file.name)
            raise
        if before and before._shape_of_files() != self._shape_of_files():
            before.renditions.all().delete()
        if before and before.file.name != self.file.name:
            transaction.on_commit(lambda: before.file.storage.delete(before.file.name))

    def _shape_of_files(self) -> tuple[Any, ...]:
        """What every rendition is made of."""
        rect = self.get_focal_point()
        return self.file.name, rect and tuple(rect), self.rights()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the picture and all its files at once: nothing of it may be seen any longer."""
        names = self.file_names()
        done = super().delete(*args, **kwargs)
        PatientStorage().forget(names)
        return done

    def file_names(self) -> list[str]:
        """The names of all its files but the original: also of those that are retired, but still
        served because printed pages name them."""
        retired = RetiredFile.objects.filter(of_picture=self.pk)
        return [
            *self.renditions.values_list("file", flat=True),
            *retired.values_list("name", flat=True),
        ]

    def get_rendition(self, filter: Filter | str) -> AbstractRendition:
        """The rendition for `filter`, made if there is none yet, with the rights in it."""
        return super().get_rendition(PictureFilter.of(filter))

    def get_renditions(self, *filters: Filter | str) -> dict[str, AbstractRendition]:
        """Filter specification -> rendition, those that are missing made together."""
        made: dict[str, AbstractRendition] = super().get_renditions(
            *(PictureFilter.of(filter) for filter in filters)
        )
        return made

    def get_ready_renditions(
        self, specs: Iterable[str], *, and_made: Iterable[str]
    ) -> dict[str, AbstractRendition]:
        """Filter specification -> rendition: those of `specs` that there are, and all of
        `and_made`, made if they are missing."""
        found = self.find_existing_renditions(*map(PictureFilter.of, specs))
        return self.get_renditions(*(filter.spec for filter in found), *and_made)

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Filter -> new rendition: copied where this picture was taken in twice, made otherwise."""
        copied = copy_from_twins(self, map(PictureFilter.of, filters))
        made: dict[Filter, AbstractRendition] = super().create_renditions(
            *(filter for filter in filters if filter not in copied)
        )
        return {**copied, **made}

    def generate_rendition_file(
        self, filter: Filter, *, source: File[bytes] | None = None
    ) -> File[bytes]:
        """The rendition's file, in memory. Wagtail's own would leave a temporary file open, and one
        more where the original is gone.
        """
        opened = self.open_file() if source is None else nullcontext(source)
        with opened as original, super().generate_rendition_file(filter, source=original) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)


class PictureRendition(AbstractRendition):
    """A picture in one size and file format."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="stories_rendition_once",
            )
        ]

    @staticmethod
    def construct_cache_key(image: Any, filter_cache_key: str, filter_spec: str) -> str:
        """By what a process remembers it: not once the picture's file has another name."""
        key = AbstractRendition.construct_cache_key(image, filter_cache_key, filter_spec)
        return f"{key}-{image.file.name}"
