"""Behind TLS: cookies and redirects that insist on it."""

from __future__ import annotations

from broadsheet.site.environment import SettingError, read
from broadsheet.site.settings.base import *  # noqa: F403
from broadsheet.site.settings.base import BROADSHEET_SITE_URL

if not BROADSHEET_SITE_URL.startswith("https://"):
    raise SettingError(
        f"BROADSHEET_SITE_URL={BROADSHEET_SITE_URL!r} can't be used in production: "
        "write the public address, beginning with https://"
    )

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [BROADSHEET_SITE_URL]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_SSL_REDIRECT = True
if read("BROADSHEET_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
