"""Which figures somebody wants to see, and how an address says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from broadsheet.popularity.ranking import Window
from broadsheet.stories.models import Edition, Section


@dataclass(frozen=True)
class Span:
    """A window as the desk shows it: its name, its length, and the step of the small curves."""

    key: str
    label: str | Promise
    window: Window
    length: timedelta
    step: timedelta


SPANS = {
    span.key: span
    for span in (
        Span("hour", _("1 hour"), Window.HOUR, timedelta(hours=1), timedelta(minutes=2)),
        Span("day", _("24 hours"), Window.DAY, timedelta(days=1), timedelta(hours=1)),
        Span("week", _("7 days"), Window.WEEK, timedelta(days=7), timedelta(hours=6)),
    )
}
DEFAULT = "day"


@dataclass(frozen=True)
class Asked:
    """An edition's figures in a span of time; of one section's stories, where there is one.

    Without an edition there is no paper yet.
    """

    edition: Edition | None
    section: Section | None = None
    span: Span = SPANS[DEFAULT]

    @property
    def query(self) -> str:
        """As an address says it: “edition=en&section=4&span=hour”; what is usual is left out."""
        return self._query(self.span)

    def with_span(self, span: Span) -> str:
        """The same for another span of time."""
        return self._query(span)

    def _query(self, span: Span) -> str:
        said: dict[str, Any] = {}
        if self.edition and not self.edition.is_default:
            said["edition"] = self.edition.code
        if self.section:
            said["section"] = self.section.pk
        if span.key != DEFAULT:
            said["span"] = span.key
        return urlencode(said)


class AskedForm(forms.Form):
    """Edition and section as a person chooses them; the span is chosen by links."""

    edition = forms.ModelChoiceField(
        Edition.objects.all(), to_field_name="code", label=_("Edition"), empty_label=None
    )
    section: forms.ModelChoiceField[Section] = forms.ModelChoiceField(
        Section.objects.none(), label=_("Section"), empty_label=_("All sections")
    )
    span = forms.ChoiceField(choices=[(key, key) for key in SPANS], widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._editions = list(Edition.objects.all())
        edition = self._named(data.get("edition"))
        given = {
            "edition": edition.code if edition else "",
            "section": data.get("section", ""),
            "span": data["span"] if data.get("span") in SPANS else DEFAULT,
        }
        super().__init__(given, auto_id="desk-readers-%s")
        for field in self.fields.values():
            field.required = False
        sections = cast(forms.ModelChoiceField, self.fields["section"])
        sections.queryset = Section.objects.filter(edition=edition).order_by("path")
        self._edition = edition

    @property
    def asked(self) -> Asked:
        """What was chosen; what means nothing chooses nothing."""
        self.is_valid()
        section = self.cleaned_data.get("section")
        return Asked(self._edition, section, SPANS[self.cleaned_data["span"]])

    def _named(self, code: str | None) -> Edition | None:
        named = (one for one in self._editions if one.code == code)
        return next(named, next(iter(self._editions), None))


def asked_from(parameters: Mapping[str, Any]) -> Asked:
    """What the parameters of an address ask for."""
    return AskedForm(parameters).asked
