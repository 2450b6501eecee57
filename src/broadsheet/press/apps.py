"""The press as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PressConfig(AppConfig):
    """Plates, what they depend on, and the queue."""

    name = "broadsheet.press"
    label = "press"
    verbose_name = _("Press")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what the newsroom changes."""
        from broadsheet.press import addresses, listeners
        from broadsheet.press.registry import register_paths

        listeners.connect()
        register_paths("places", addresses.places)
        register_paths("stories", addresses.stories)
        register_paths("lists", addresses.lists)
