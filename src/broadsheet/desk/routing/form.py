"""The form of a routing rule."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from broadsheet.desk.models import ProviderPlacement
from broadsheet.desk.story_editor.form import places_by_edition
from broadsheet.desk.story_editor.topics_field import TopicsField, topics_named
from broadsheet.stories.models import Section, Special


class RoutingRuleForm(WagtailAdminModelForm):
    """All fields; places by edition, topics by name."""

    topics = TopicsField(required=False, label=_("Topics"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].choices = places_by_edition(Section, with_none=True)
        self.fields["special"].choices = [
            ("", "—"),
            *places_by_edition(Special, with_none=False),
        ]
        self.fields["sort_order"].required = False
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea | forms.TextInput):
                field.widget.attrs["dir"] = "auto"

    def clean_sort_order(self) -> int:
        """No number is 0: the rule comes last."""
        return self.cleaned_data["sort_order"] or 0

    def clean(self) -> dict[str, Any]:
        """Django's checks; and the names of topics become topics of the edition it places in."""
        cleaned = super().clean()
        names = cleaned.get("topics")
        if names:
            section = cleaned.get("section") or self._section_of(cleaned.get("provider"))
            cleaned["topics"] = []
            if section is not None:
                try:
                    cleaned["topics"] = topics_named(names, section.edition)
                except ValidationError as error:
                    self.add_error("topics", error)
        return cleaned

    def _section_of(self, provider: Any) -> Section | None:
        found = ProviderPlacement.objects.select_related("section__edition")
        place = found.filter(provider=provider).first() if provider else None
        return place.section if place else None


def rule_panels() -> ObjectList:
    """The edit handler of a rule."""
    small = forms.Textarea(attrs={"rows": 2})
    return ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), FieldPanel("sort_order"), FieldPanel("active")]),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("provider", widget=forms.Select),
                            FieldPanel("type", widget=forms.Select),
                        ]
                    ),
                    FieldPanel("subjects", widget=small),
                    FieldPanel("keywords", widget=small),
                    FieldRowPanel([FieldPanel("urgent_from"), FieldPanel("urgent_to")]),
                    FieldRowPanel(
                        [FieldPanel("languages"), FieldPanel("places"), FieldPanel("genres")]
                    ),
                ],
                heading=_("Which items"),
                help_text=_("Every condition that is set must hold; of several entries, one."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("action", widget=forms.Select),
                            FieldPanel("section", widget=forms.Select),
                        ]
                    ),
                    FieldRowPanel(
                        [FieldPanel("special", widget=forms.Select), FieldPanel("editor")]
                    ),
                    FieldPanel("topics"),
                ],
                heading=_("What becomes of them"),
            ),
            HelpPanel(template="desk/routing/try_button.html", heading=_("Try it out")),
        ],
        base_form_class=RoutingRuleForm,
    )
