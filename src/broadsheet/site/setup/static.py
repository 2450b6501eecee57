"""Fonts, icons and styles that are built, and all static files under hashed names."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command

from broadsheet.theme.build import build


def build_static() -> None:
    """Build what the theme makes in code, then collect everything into STATIC_ROOT."""
    build(settings.BROADSHEET_MADE)
    call_command("collectstatic", verbosity=0, interactive=False)
