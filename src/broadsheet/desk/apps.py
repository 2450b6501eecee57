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
        """Register the permission policies and what the clock does for the desk; listen to changes
        of people, stories and the wire.
        """
        from broadsheet.desk import audit, own_zone, permissions, wire_listeners, wire_words
        from broadsheet.desk.actions import refresh_from_wire
        from broadsheet.desk.readership import front_stays
        from broadsheet.press.registry import register_chore

        permissions.register()
        audit.connect()
        own_zone.connect()
        wire_listeners.connect()
        watch = front_stays.FrontWatch()
        register_chore("embargoes of parts", refresh_from_wire.EVERY, refresh_from_wire.refresh_due)
        register_chore("stays on fronts", front_stays.EVERY, watch.look, heavy=True)
        register_chore("words of the wire", wire_words.EVERY, wire_words.index_noted)
