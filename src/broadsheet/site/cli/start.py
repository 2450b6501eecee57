"""Start Django for a command."""

from __future__ import annotations

import os


def start_django() -> None:
    """Load the settings module that BROADSHEET_SETTINGS names, and the applications."""
    from broadsheet.site.environment import read

    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", f"broadsheet.site.settings.{read('BROADSHEET_SETTINGS')}"
    )
    import django

    django.setup()
