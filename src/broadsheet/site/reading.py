"""The reader, put together from the settings."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from broadsheet.plates.hits import hits_folder
from broadsheet.plates.waking import wake
from broadsheet.reader import Reader, ReaderConfig, Rendered
from broadsheet.site.environment import read
from broadsheet.site.security import public_headers
from broadsheet.site.settling import settle

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

UNAVAILABLE = "unavailable"
# Threads of each worker process, and how many of them may wait for Django however long it takes:
# the others are there for plates.
THREADS = 8
PLACES = 6
# Agencies post here, and readers the passwords of documents and pages.
POSTED = ("/wire/", "/documents/", "/_util/")
# Seconds that the page of a waiting reader waits for a lock of SQLite's; the desk waits longer.
LOCK_PATIENCE = 15

log = logging.getLogger("broadsheet.reader")


def reader() -> Reader:
    """The WSGI callable that serves plates, and Django for the rest."""
    return Reader(config(), load_django, render, lambda path: wake(plates(), path))


def plates() -> Path:
    """Root of the tree of plates."""
    return Path(read("BROADSHEET_HOME")) / "plates"


def config() -> ReaderConfig:
    """What the reader is told. Nothing here needs Django: plates are served while it loads."""
    home: Path = read("BROADSHEET_HOME")
    production = read("BROADSHEET_SETTINGS") == "production"
    site = urlsplit(read("BROADSHEET_SITE_URL") or f"http://{read('HOST')}:{read('PORT')}")
    hosts: list[str] = read("BROADSHEET_ALLOWED_HOSTS") or [site.hostname or "localhost"]
    if not production and not read("BROADSHEET_ALLOWED_HOSTS"):
        hosts += ["localhost", "127.0.0.1", "[::1]"]
    return ReaderConfig(
        tree=plates(),
        static_root=home / "static",
        media_root=home / "media",
        posted_prefixes=POSTED,
        icons=(("/favicon.ico", "theme/icons/favicon.ico"),),
        allowed_hosts=frozenset(hosts),
        redirect_to_https=production,
        trust_forwarded_proto=production and read("BROADSHEET_BEHIND_PROXY"),
        trust_forwarded_for=read("BROADSHEET_BEHIND_PROXY"),
        hits=hits_folder(home),
        reads_per_address=read("BROADSHEET_READS_PER_ADDRESS"),
        processes=read("BROADSHEET_WORKERS"),
        hsts="max-age=31536000" if production else "",
        security_headers=public_headers(),
        backstage_places=PLACES,
        send_tags=read("BROADSHEET_CACHE_TAGS"),
        memory=read("BROADSHEET_READER_MEMORY") * 1024 * 1024,
        unavailable_pages=tuple(unavailable_pages(home)),
    )


def unavailable_pages(home: Path) -> list[tuple[str, bytes]]:
    """The 503 pages that were made at setup: `(path prefix, HTML)`."""
    folder = home / UNAVAILABLE
    return [
        (f"/{file.stem}/" if file.stem != "default" else "/", file.read_bytes())
        for file in sorted(folder.glob("*.html"))
    ]


def load_django() -> WSGIApplication:
    """Django's own WSGI application."""
    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", f"broadsheet.site.settings.{read('BROADSHEET_SETTINGS')}"
    )
    from django.core.wsgi import get_wsgi_application

    application: Any = get_wsgi_application()
    settle()
    return application


def render(path: str) -> Rendered:
    """Press the page at `path` and hand over what was rendered, though no disk has room for it."""
    from django.db import close_old_connections, connection

    from broadsheet.press.pressing import NotKept, may_be_pressed, press_page

    not_kept = False
    close_old_connections()
    try:
        if connection.vendor == "sqlite":
            # The connection is ours alone: it ends with the page.
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA busy_timeout = {LOCK_PATIENCE * 1000}")
        done = press_page(path)
    except NotKept as error:
        log.warning("%s", error)
        done = error.rendered
        not_kept = may_be_pressed(done)
    finally:
        close_old_connections()
    return Rendered(done.status, tuple(done.headers), done.body, not_kept)
