"""The stories room as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """Stories, places, people, topics, sources, pictures and clips."""

    name = "broadsheet.stories"
    label = "stories"
    verbose_name = _("Stories")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let pages depend on the nouns they load, say which view shows which, and listen to what
        becomes of stories.
        """
        from wagtail.documents import get_document_model
        from wagtail.models import Page

        from broadsheet.stories import listeners, models
        from broadsheet.stories.dependencies import track
        from broadsheet.stories.showing import show_with
        from broadsheet.stories.views.fronts import front
        from broadsheet.stories.views.information import information
        from broadsheet.stories.views.story import preview

        listeners.connect()
        show_with(preview, models.Story)
        show_with(front, models.HomeFront, models.Section, models.Special)
        show_with(information, models.InformationPage)

        track(
            models.Story,
            models.Edition,
            models.HomeFront,
            models.Section,
            models.Special,
            models.InformationPage,
            Page,
            models.Topic,
            models.Person,
            models.Source,
            models.Picture,
            models.Clip,
            get_document_model(),
        )
