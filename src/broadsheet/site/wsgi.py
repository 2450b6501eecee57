"""The WSGI callable."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from broadsheet.site.environment import read

os.environ.setdefault(
    "DJANGO_SETTINGS_MODULE", f"broadsheet.site.settings.{read('BROADSHEET_SETTINGS')}"
)

application = get_wsgi_application()
