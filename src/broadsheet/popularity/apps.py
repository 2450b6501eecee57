"""Popularity as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PopularityConfig(AppConfig):
    """Reads, counted to the minute."""

    name = "broadsheet.popularity"
    label = "popularity"
    verbose_name = _("Popularity")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give every page a place for the rail, and let the press know of the lists."""
        from broadsheet.popularity import addresses, clockwork, listeners
        from broadsheet.popularity.rail import RAIL
        from broadsheet.press.registry import register_chore, register_paths
        from broadsheet.stories.rails import register_rail

        register_rail(RAIL)
        register_paths("most popular", addresses.paths)
        register_chore("reads", clockwork.EVERY, clockwork.Minutes().look, heavy=True)
        listeners.connect()
