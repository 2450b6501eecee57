"""Topics, people, sources, editions, agencies and their rules, and who edits what: one menu."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from broadsheet.desk.agencies.viewsets import ChannelViewSet, ProviderViewSet
from broadsheet.desk.models import ProviderPlacement, RoutingRule, SectionAssignment
from broadsheet.desk.routing.form import rule_panels
from broadsheet.stories.models import Edition, Person, Source, Topic


class TopicViewSet(SnippetViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    base_url_path = "newsroom/topics"
    list_display = ["name", "type", "edition", "media_topic"]
    list_filter = ["type", "edition"]
    panels = [
        FieldRowPanel([FieldPanel("edition", widget=forms.Select), FieldPanel("type")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("description"),
        FieldRowPanel([FieldPanel("media_topic"), FieldPanel("uri")]),
    ]


class PersonViewSet(SnippetViewSet):
    """People with bylines."""

    model = Person
    icon = "user"
    base_url_path = "newsroom/people"
    list_display = ["name", "role", "edition"]
    list_filter = ["edition"]
    panels = [
        FieldPanel("edition", widget=forms.Select),
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("portrait"),
        FieldRowPanel([FieldPanel("email"), FieldPanel("user")]),
    ]


class SourceViewSet(SnippetViewSet):
    """Source credits."""

    model = Source
    icon = "openquote"
    base_url_path = "newsroom/sources"
    list_display = ["name", "is_house", "url"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("is_house"),
        FieldPanel("url"),
        FieldPanel("usage_terms"),
    ]


class EditionViewSet(SnippetViewSet):
    """Editions."""

    model = Edition
    icon = "globe"
    base_url_path = "newsroom/editions"
    list_display = ["name", "code", "language", "zone", "is_default"]


class ProviderPlacementViewSet(SnippetViewSet):
    """Where the items of each agency stand when no rule says where."""

    model = ProviderPlacement
    icon = "folder-open-inverse"
    base_url_path = "newsroom/places"
    menu_label = _("Agencies’ places")
    list_display = ["provider", "section", "editor"]
    panels = [
        FieldRowPanel(
            [
                FieldPanel("provider", widget=forms.Select),
                FieldPanel("section", widget=forms.Select),
            ]
        ),
        FieldPanel("editor"),
    ]


class RoutingRuleViewSet(SnippetViewSet):
    """Where what agencies deliver belongs, in the order in which the rules are tried."""

    model = RoutingRule
    icon = "resubmit"
    base_url_path = "newsroom/routing"
    menu_label = _("Routing rules")
    list_display = [
        "name",
        "provider",
        "action",
        Column("placed_in", label=_("section"), sort_key="section"),
        "sort_order",
        BooleanColumn("active"),
    ]
    list_filter = ["provider", "action", "active"]
    copy_view_enabled = False

    def get_edit_handler(self) -> ObjectList:
        """The panels, with the button that tries the rule out."""
        return rule_panels().bind_to_model(self.model)


class SectionAssignmentViewSet(SnippetViewSet):
    """Who edits which section."""

    model = SectionAssignment
    icon = "group"
    base_url_path = "newsroom/assignments"
    menu_label = _("Section editors")
    list_display = ["user", "section"]
    list_filter = ["user"]
    panels = [
        FieldRowPanel(
            [FieldPanel("user"), FieldPanel("section", widget=forms.Select)],
            help_text=_("Section editors publish in the sections they are assigned to."),
        )
    ]


class Newsroom(SnippetViewSetGroup):
    """The menu."""

    menu_label = _("Newsroom")
    menu_name = "newsroom"
    menu_icon = "group"
    menu_order = 20
    items = (
        TopicViewSet,
        PersonViewSet,
        SourceViewSet,
        EditionViewSet,
        ProviderViewSet,
        ChannelViewSet,
        ProviderPlacementViewSet,
        RoutingRuleViewSet,
        SectionAssignmentViewSet,
    )
