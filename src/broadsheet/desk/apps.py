"""The desk as a Django application."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Wagtail's admin with our story list, editor, permissions and actions."""

    name = "broadsheet.desk"
    label = "desk"
    verbose_name = _("Desk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the permission policies, the audit log's signals, new accounts' time zone."""
        from broadsheet.desk import audit, own_zone, permissions

        permissions.register()
        audit.connect()
        own_zone.connect()
