"""Fonts, icons and styles that are built, and all static files under hashed names."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from django.utils import translation

from broadsheet.site.reading import UNAVAILABLE
from broadsheet.stories.models import Edition
from broadsheet.theme.build import build


def build_static() -> None:
    """Build what the theme makes in code, then collect everything into STATIC_ROOT."""
    build(settings.BROADSHEET_MADE)
    call_command("collectstatic", verbosity=0, interactive=False)


def build_unavailable() -> None:
    """The page that says “back in a few minutes”, for each edition: readers get it without us."""
    folder = settings.BROADSHEET_PLATES.parent / UNAVAILABLE
    folder.mkdir(parents=True, exist_ok=True)
    for edition in Edition.objects.all():
        with translation.override(edition.django_language):
            page = render_to_string("theme/503.html", {"edition": edition})
        made = folder / f"{edition.prefix or 'default'}.new"
        made.write_text(page, encoding="utf-8")
        made.replace(made.with_suffix(".html"))
