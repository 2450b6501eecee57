"""The form of an agency."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from broadsheet.desk.agencies.ways_in import WaysInPanel
from broadsheet.formats import ENCODINGS

ENCODED = [*BLANK_CHOICE_DASH, *((name, name) for name in ENCODINGS)]
ZONES = [(zone, zone) for zone in sorted(available_timezones())]


class ProviderForm(WagtailAdminModelForm):
    """All fields; the slug may be left to the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        for name in ("name", "credit_line"):
            self.fields[name].widget.attrs["dir"] = "auto"

    def clean_slug(self) -> str:
        """The slug, made of the name where it is empty."""
        made = slugify(self.cleaned_data.get("name", ""), allow_unicode=True)
        slug: str = self.cleaned_data["slug"] or made
        if not slug and "name" in self.cleaned_data:
            raise ValidationError(_("Write the name in letters or digits."))
        return slug

    def clean_warn_after(self) -> int | None:
        """No minutes are never."""
        return self.cleaned_data["warn_after"] or None


def provider_panels() -> ObjectList:
    """The edit handler of an agency."""
    return ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("name"), FieldPanel("credit_line")]),
                    FieldRowPanel(
                        [
                            FieldPanel("zone", widget=forms.Select(choices=ZONES)),
                            FieldPanel("warn_after"),
                        ]
                    ),
                    FieldPanel("trusted"),
                    FieldPanel("active"),
                ],
                heading=_("Agency"),
            ),
            WaysInPanel(heading=_("Ways in")),
            MultiFieldPanel(
                [
                    FieldPanel("version_order", widget=forms.Select),
                    FieldPanel("encoding", widget=forms.Select(choices=ENCODED)),
                    FieldPanel(
                        "slug",
                        help_text=_(
                            "The end of the address to which it posts. Empty: from its name."
                        ),
                    ),
                ],
                heading=_("For machines"),
            ),
        ],
        base_form_class=ProviderForm,
    )
