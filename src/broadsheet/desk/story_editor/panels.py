"""The tabs of the story editor."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtailmedia.edit_handlers import MediaChooserPanel

from broadsheet.desk.story_editor.form import WRITE, StoryForm
from broadsheet.desk.story_editor.history_panel import HistoryPanel
from broadsheet.desk.story_editor.machines_panel import MachinesPanel

_COUNTED = {"data-desk-count": "true"}
# The script puts the number in the place of the sign.
_WORDS = {"data-desk-words": _("Words: #")}


def story_tabs() -> TabbedInterface:
    """The whole edit handler."""
    return TabbedInterface(
        [_story(), _pictures(), _placement(), _rights(), _machines(), _history()],
        base_form_class=StoryForm,
    )


def _story() -> ObjectList:
    return ObjectList(
        [
            FieldPanel(
                "headline",
                classname="title",
                # A long headline is seen whole; a line break in it becomes a space.
                widget=AdminAutoHeightTextInput(attrs={"rows": 1}),
                attrs={**_COUNTED, "data-limit": "110"},
            ),
            FieldPanel("short_headline", attrs={**_COUNTED, "data-limit": "70"}),
            FieldRowPanel(
                [
                    FieldPanel("section", widget=forms.Select),
                    FieldPanel("kind", widget=forms.Select),
                    FieldPanel("kicker"),
                ]
            ),
            FieldPanel("standfirst", widget=forms.Textarea(attrs={"rows": 3})),
            FieldPanel("body", attrs=_WORDS),
            FieldPanel("entries", attrs=_WORDS),
            InlinePanel("bylines", panels=[FieldPanel("person")], label=_("Byline")),
            FieldRowPanel([FieldPanel("byline_text"), FieldPanel("editor")]),
            FieldRowPanel(
                [
                    FieldPanel("source", widget=forms.Select),
                    FieldPanel("dateline"),
                    FieldPanel("language"),
                ]
            ),
            FieldPanel("further_sections", widget=forms.CheckboxSelectMultiple),
        ],
        heading=_("Story"),
        permission=WRITE,
    )


def _pictures() -> ObjectList:
    return ObjectList(
        [
            FieldPanel("lead_picture"),
            FieldPanel("lead_caption", widget=forms.Textarea(attrs={"rows": 2})),
            FieldPanel("lead_credit"),
            MediaChooserPanel("lead_clip"),
        ],
        heading=_("Pictures"),
    )


def _placement() -> ObjectList:
    return ObjectList(
        [
            FieldRowPanel([FieldPanel("slugline"), FieldPanel("slug"), FieldPanel("urgency")]),
            FieldPanel("topics"),
            FieldPanel("specials", widget=forms.CheckboxSelectMultiple),
            FieldPanel("translation_of"),
            FieldPanel("paged"),
        ],
        heading=_("Placement"),
        permission=WRITE,
    )


def _rights() -> ObjectList:
    return ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("published_at"), FieldPanel("updated_at")]),
                    FieldPanel("minor_change"),
                    FieldPanel("embargo_until"),
                ],
                heading=_("Printed times and embargo"),
                help_text=_(
                    "When it goes live and when it expires is set under Status, at the top: "
                    "Set schedule."
                ),
            ),
            PublishingPanel(),
            MultiFieldPanel(
                [
                    FieldPanel("rights_holder"),
                    FieldPanel("usage_terms", widget=forms.Textarea(attrs={"rows": 3})),
                    FieldPanel("rights_expire_at"),
                    FieldPanel("canonical_url"),
                ],
                heading=_("Rights"),
            ),
        ],
        heading=_("Rights and times"),
        permission=WRITE,
    )


def _machines() -> ObjectList:
    return ObjectList([MachinesPanel()], heading=_("Machines’ view"))


def _history() -> ObjectList:
    return ObjectList([HistoryPanel()], heading=_("History"))
