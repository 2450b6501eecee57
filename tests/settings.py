"""Settings of the test run: the embedded ones in a folder of their own, with quick hashes."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("BROADSHEET_HOME", tempfile.mkdtemp(prefix="broadsheet-test-"))

from broadsheet.site.settings.embedded import *  # noqa: F403
from broadsheet.site.settings.embedded import ALLOWED_HOSTS

ALLOWED_HOSTS += ["testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "renditions")
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
