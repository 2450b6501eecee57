"""Stories at the desk: list, editor, kill, and everything Wagtail offers, at /desk/stories/."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TabbedInterface
from wagtail.snippets.views.snippets import SnippetViewSet

from broadsheet.desk.story_chooser import StoryChooserViewSet
from broadsheet.desk.story_editor import views as editor
from broadsheet.desk.story_editor.panels import story_tabs
from broadsheet.desk.story_list.filters import StoryFilterSet
from broadsheet.desk.story_list.index_view import StoryIndexView
from broadsheet.desk.views.kill import KillView, LiftView
from broadsheet.desk.views.publish_anyway import publish_anyway
from broadsheet.stories.models import Story


class StoryViewSet(SnippetViewSet):
    """The stories."""

    model = Story
    icon = "doc-full-inverse"
    menu_label = _("Stories")
    menu_name = "stories"
    menu_order = 10
    add_to_admin_menu = True
    base_url_path = "stories"
    copy_view_enabled = False
    inspect_view_enabled = True
    filterset_class = StoryFilterSet
    list_per_page = 50
    index_template_name = "desk/stories/index.html"
    index_results_template_name = "desk/stories/index_results.html"
    create_template_name = "desk/stories/create.html"
    edit_template_name = "desk/stories/edit.html"
    inspect_template_name = "desk/stories/inspect.html"
    index_view_class = StoryIndexView
    add_view_class = editor.StoryCreateView
    edit_view_class = editor.StoryEditView
    delete_view_class = editor.StoryDeleteView
    usage_view_class = editor.StoryUsageView
    history_view_class = editor.StoryHistoryView
    inspect_view_class = editor.StoryInspectView
    revisions_view_class = editor.StoryPreviewRevisionView
    revisions_compare_view_class = editor.StoryCompareView
    revisions_unschedule_view_class = editor.StoryUnscheduleView
    unpublish_view_class = editor.StoryUnpublishView
    preview_on_edit_view_class = editor.StoryPreviewOnEditView
    lock_view_class = editor.StoryLockView
    unlock_view_class = editor.StoryUnlockView
    workflow_history_view_class = editor.StoryWorkflowHistoryView
    workflow_history_detail_view_class = editor.StoryWorkflowDetailView
    chooser_viewset_class = StoryChooserViewSet

    def get_edit_handler(self) -> TabbedInterface:
        """The tabs of the editor."""
        return story_tabs().bind_to_model(self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Wagtail's addresses, and kill, lift and publish in spite of warnings."""
        return [
            *super().get_urlpatterns(),
            path("kill/<int:pk>/", KillView.as_view(), name="kill"),
            path("lift/<int:pk>/", LiftView.as_view(), name="lift"),
            path("publish/<int:pk>/<int:revision_id>/", publish_anyway, name="publish_anyway"),
        ]

    @property
    def pk_path_converter(self) -> Any:
        """Keys of stories are numbers."""
        return "int"
