"""The composition root as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Holds no models: settings, addresses and commands."""

    name = "broadsheet.site"
    label = "broadsheet_site"
