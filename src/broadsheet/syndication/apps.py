"""Syndication as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    """Feeds, sitemaps and robots.txt."""

    name = "broadsheet.syndication"
    label = "syndication"
    verbose_name = _("Syndication")

    def ready(self) -> None:
        """Let the press know of the feeds and sitemaps."""
        from broadsheet.press.registry import register_paths
        from broadsheet.syndication.addresses import paths

        register_paths("feeds and sitemaps", paths)
