"""Absolute addresses of public pages."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings


def absolute(path: str) -> str:
    """`path` with the site's scheme and host, percent-encoded (RFC 3986, section 2.1)."""
    return f"{settings.BROADSHEET_SITE_URL}{quote(path, safe='/?=&%')}"
