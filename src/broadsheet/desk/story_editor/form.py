"""The form of the story editor."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Textarea, TextInput
from wagtail.admin.forms.models import WagtailAdminModelForm

from broadsheet.desk.story_editor.topics_field import TopicsField, topics_named
from broadsheet.stories.models import Section, Special

PICTURE_FIELDS = ("lead_picture", "lead_caption", "lead_credit", "lead_clip")
WRITE = "stories.write_story"


class StoryForm(WagtailAdminModelForm):
    """All fields for those who write; the pictures alone for the photo desk."""

    topics = TopicsField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and not self.for_user.has_perm(WRITE):
            self._keep_pictures_only()
        for name, model in (
            ("section", Section),
            ("further_sections", Section),
            ("specials", Special),
        ):
            if name in self.fields:
                self.fields[name].choices = places_by_edition(model, with_none=name == "section")
        for field in self.fields.values():
            if isinstance(field.widget, TextInput | Textarea):
                # The desk's own language says nothing about the story's direction.
                field.widget.attrs["dir"] = "auto"

    def _keep_pictures_only(self) -> None:
        for name in set(self.fields) - set(PICTURE_FIELDS):
            del self.fields[name]
        self.formsets: dict[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        """Wagtail's checks; and the names of topics become topics of the section's edition."""
        cleaned = super().clean()
        if "topics" in cleaned:
            cleaned["topics"] = self._topics(cleaned["topics"], cleaned.get("section"))
        return cleaned

    def clean_headline(self) -> str:
        """The headline in one line."""
        return " ".join(self.cleaned_data["headline"].split())

    def _topics(self, names: list[str], section: Section | None) -> list[Any]:
        if section is None:
            return []
        try:
            return topics_named(names, section.edition)
        except ValidationError as error:
            self.add_error("topics", error)
            return []


def places_by_edition(model: type[Section] | type[Special], *, with_none: bool) -> list[Any]:
    """Choices of all sections or specials, below the names of their editions."""
    places = model.objects.select_related("edition").order_by(
        "-edition__is_default", "edition__code", "path"
    )
    groups: list[Any] = [
        (str(edition), [(place.pk, place.title) for place in members])
        for edition, members in groupby(places, key=lambda place: place.edition)
    ]
    return [("", "—"), *groups] if with_none else groups
