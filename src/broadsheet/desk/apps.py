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
        """Register the permission policies; listen to changes of people, stories and the wire."""
        from broadsheet.desk import audit, own_zone, permissions, wire_listeners

        permissions.register()
        audit.connect()
        own_zone.connect()
        wire_listeners.connect()
