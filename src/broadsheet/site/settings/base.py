"""What both settings modules share."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from broadsheet.site import security
from broadsheet.site.environment import SettingError, read

HOME: Path = read("BROADSHEET_HOME")


def _secret(name: str) -> str:
    """The secret kept in BROADSHEET_HOME under `name`; made on first use, readable by us alone."""
    path = HOME / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = path.with_suffix(".new")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(48))
        made.rename(path)
    return path.read_text().strip()


def _database(url: str) -> dict[str, Any]:
    """Django's settings for a database address; SQLite in BROADSHEET_HOME for an empty one."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "broadsheet.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;"
                    "PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
                    "PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;"
                    # 16 MB: pages that are written again and again go to the disk once.
                    "PRAGMA wal_autocheckpoint=4000;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(
            f"BROADSHEET_DATABASE_URL begins with {parts.scheme!r}; write postgresql://…"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        # A server whose machine is gone is given up after 25 seconds (libpq: the last in ms).
        "OPTIONS": {
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 25_000,
        },
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


SECRET_KEY = read("BROADSHEET_SECRET_KEY") or _secret("secret-key")
DEBUG = False
BROADSHEET_SITE_URL = read("BROADSHEET_SITE_URL") or f"http://{read('HOST')}:{read('PORT')}"
ALLOWED_HOSTS: list[str] = read("BROADSHEET_ALLOWED_HOSTS") or [
    urlsplit(BROADSHEET_SITE_URL).hostname or "localhost"
]

INSTALLED_APPS = [
    "broadsheet.site.apps.SiteConfig",
    "broadsheet.desk.apps.DeskConfig",
    # Before those that register what they want pressed: a cold tree begins with the fronts.
    "broadsheet.press.apps.PressConfig",
    "broadsheet.syndication.apps.SyndicationConfig",
    "broadsheet.popularity.apps.PopularityConfig",
    "broadsheet.search",
    "broadsheet.wire.apps.WireConfig",
    "broadsheet.stories.apps.StoriesConfig",
    "broadsheet.theme.apps.ThemeConfig",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.forms",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Outside of whatever answers by itself, as CommonMiddleware does with its redirects.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "broadsheet.stories.middleware.EditionMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "broadsheet.site.urls"
WSGI_APPLICATION = "broadsheet.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "broadsheet.stories.context_processors.paper",
            ],
        },
    }
]

DATABASES = {"default": _database(read("BROADSHEET_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "broadsheet_cache",
    },
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "TIMEOUT": 600},
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("zh-hans", _("Chinese")),
    ("ar", _("Arabic")),
    ("ja", _("Japanese")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
]
LOCALE_PATHS = [HOME / "locale" / room for room in ("theme", "stories", "desk")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

BROADSHEET_PLATES: Path = HOME / "plates"
BROADSHEET_PLATES_FSYNC: bool = read("BROADSHEET_PLATES_FSYNC")

# Caches in front that are told what has changed.
WAGTAILFRONTENDCACHE: dict[str, dict[str, Any]] = read("BROADSHEET_PURGE_CDN")
if _purge := read("BROADSHEET_PURGE_URL"):
    WAGTAILFRONTENDCACHE[_purge] = {
        "BACKEND": "broadsheet.press.http_cache.HttpCache",
        "LOCATION": _purge,
    }

BROADSHEET_WIRE_KEEP_DAYS: int = read("BROADSHEET_WIRE_KEEP_DAYS")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
BROADSHEET_MADE = HOME / "made"
STATICFILES_DIRS = [BROADSHEET_MADE]
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Broadsheet"
WAGTAILADMIN_BASE_URL = BROADSHEET_SITE_URL
WAGTAIL_I18N_ENABLED = False
# What an editor may choose for the desk: the languages in which every string of ours stands.
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("en", "English"),
    ("zh-hans", "简体中文"),
    ("ar", "العربية"),
    ("ja", "日本語"),
]
# Names of the system's own zone files mean nothing to a browser.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"Factory", "localtime"})
# Times are printed to the second: an editor's form must not cut the seconds off.
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%d %H:%M:%S"
WAGTAIL_FRONTEND_LOGIN_URL = "/desk/login/"
WAGTAILADMIN_LOGIN_URL = "/desk/login/"
WAGTAIL_APPEND_SLASH = True
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "stories.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "broadsheet.stories.pictures.forms.PictureForm"
WAGTAILIMAGES_RENDITION_STORAGE = "broadsheet.stories.pictures.storage.PatientStorage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "tif", "tiff", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"tiff": "jpeg"}
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000_000
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILMEDIA = {
    "MEDIA_MODEL": "stories.Clip",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["flac", "m4a", "mp3", "ogg", "wav"],
}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "broadsheet.search.backend", "SEARCH_CONFIG": "simple"}
}
TAGGIT_CASE_INSENSITIVE = True

LOGIN_URL = "/desk/login/"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "broadsheet.desk.sign_in.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/desk/login/"
# Passwords are reset on the rate-limited pages of /desk/account/, not on Wagtail's.
WAGTAIL_PASSWORD_RESET_ENABLED = False
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Broadsheet"
MFA_ADAPTER = "broadsheet.desk.sign_in.SealedMFAAdapter"
# Accounts and their addresses are made by administrators: there is nothing to verify.
MFA_ALLOW_UNVERIFIED_EMAIL = True
SESSION_COOKIE_NAME = "desk_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 7
CSRF_COOKIE_NAME = "desk_csrf"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = security.FRAMES
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = security.REFERRER_POLICY

# The desk is Wagtail's, whose editor needs inline styles and scripts; the public site needs none.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ("/desk/",),
    "DIRECTIVES": security.CONTENT_SECURITY_POLICY,
}

_mail = urlsplit(read("BROADSHEET_EMAIL_URL"))
if _mail.scheme:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"in_a_line": {"()": "broadsheet.site.logs.OutageInALine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": read("BROADSHEET_LOG_LEVEL")},
    "loggers": {
        "wagtail": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        # Addresses that are asked may hold credentials.
        "httpx": {"level": "WARNING"},
        "django.request": {"level": "ERROR", "filters": ["in_a_line"]},
        # The reader answers for other hosts; whoever gets past it is told 400, which is enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
