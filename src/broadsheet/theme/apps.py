"""The theme as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThemeConfig(AppConfig):
    """Public templates, template tags, styles, scripts, fonts and icons."""

    name = "broadsheet.theme"
    label = "theme"
    verbose_name = _("Theme")
