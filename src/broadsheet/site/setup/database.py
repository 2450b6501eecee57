"""Tables."""

from __future__ import annotations

from django.core.management import call_command


def migrate() -> None:
    """Bring the tables up to date, the cache's too, and the desk's groups and permissions."""
    from broadsheet.desk.set_up import set_up_desk

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    set_up_desk()
