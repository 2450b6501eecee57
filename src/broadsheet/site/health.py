"""What `broadsheet check` looks at."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.site.environment import VARIABLES, SettingError, read

LOW_DISK = 1024**3


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `state` is ok, warn or fail; `advice` says what to do."""

    name: str
    state: str
    message: str
    advice: str = ""


def examine() -> Iterator[Finding]:
    """Every finding, settings first; what needs a sound setting or database is left out else."""
    sound = True
    for finding in _settings():
        sound = sound and finding.state != "fail"
        yield finding
    if not sound:
        return
    home: Path = read("BROADSHEET_HOME")
    yield _home(home)
    yield _secrets(home)
    yield _disk(home)
    from broadsheet.site.cli.start import start_django

    try:
        start_django()
    except SettingError as error:
        yield Finding("settings", "fail", str(error))
        return
    yield from _database()


def _settings() -> Iterator[Finding]:
    broken = False
    for name, variable in VARIABLES.items():
        try:
            variable.value()
        except SettingError as error:
            broken = True
            yield Finding(name, "fail", str(error), variable.help)
    unknown = sorted(
        name for name in os.environ if name.startswith("BROADSHEET_") and name not in VARIABLES
    )
    if unknown:
        yield Finding(
            "settings", "warn", f"nobody reads {', '.join(unknown)}", "Check the spelling."
        )
    if not broken:
        yield Finding("settings", "ok", f"{read('BROADSHEET_SETTINGS')}, all readable")


def _home(home: Path) -> Finding:
    if not home.exists():
        return Finding("home", "fail", f"{home} is not there", "Run `broadsheet setup`.")
    if not os.access(home, os.W_OK):
        return Finding("home", "fail", f"{home} can't be written", f"Give this user {home}.")
    return Finding("home", "ok", str(home))


def _secrets(home: Path) -> Finding:
    key = home / "secrets" / "secret-key"
    if read("BROADSHEET_SECRET_KEY"):
        return Finding("secret key", "ok", "from BROADSHEET_SECRET_KEY")
    if not key.exists():
        return Finding("secret key", "warn", "not made yet", "Run `broadsheet setup`.")
    if stat.S_IMODE(key.stat().st_mode) & 0o077:
        return Finding("secret key", "fail", f"others can read {key}", f"chmod 600 {key}")
    return Finding("secret key", "ok", "in BROADSHEET_HOME, readable by its owner alone")


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(home if home.exists() else Path.cwd()).free
    text = f"{free / 1024**3:.1f} GiB free"
    if free < LOW_DISK:
        return Finding("disk", "warn", text, "Make room: pictures and the database grow here.")
    return Finding("disk", "ok", text)


def migrations_to_run() -> int:
    """How many migrations the database lacks. Raises `DatabaseError` where it does not answer."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _database() -> Iterator[Finding]:
    from django.db import connection
    from django.db.utils import Error

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        pending = migrations_to_run()
    except Error as error:
        yield Finding(
            "database", "fail", f"no answer: {error}", "Is it running? See BROADSHEET_DATABASE_URL."
        )
        return
    if pending:
        yield Finding(
            "database",
            "fail",
            f"{connection.vendor}, {pending} migrations to run",
            "Run `broadsheet setup`.",
        )
        return
    yield Finding("database", "ok", f"{connection.vendor}, up to date")
    looks: tuple[Callable[[], Finding], ...] = (_journal, _editions, _accounts, _static, _overdue)
    for look in looks:
        yield look()
    from broadsheet.site.press_health import press_findings

    yield from press_findings()
    from broadsheet.site.wire_health import wire_findings

    yield from wire_findings()
    from broadsheet.site.reads_health import reads_findings

    yield from reads_findings(read("BROADSHEET_HOME"))


def _journal() -> Finding:
    from django.db import connection

    if connection.vendor != "sqlite":
        return Finding("journal", "ok", "kept by the database server")
    with connection.cursor() as cursor:
        mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        return Finding("journal", "warn", f"SQLite is in {mode} mode", "Is the disk a network one?")
    return Finding("journal", "ok", "SQLite in WAL mode")


def _editions() -> Finding:
    from broadsheet.stories.models import Edition, Story

    names = [str(edition) for edition in Edition.objects.all()]
    if not names:
        return Finding("editions", "fail", "none", "Run `broadsheet setup`.")
    if not Edition.objects.filter(is_default=True, home__live=True).exists():
        return Finding(
            "editions", "fail", "none stands at /", "Mark one as default, publish its home front."
        )
    public = "stories are public" if Story.objects.public().exists() else "no story is public yet"
    return Finding("editions", "ok", f"{', '.join(names)}; {public}")


def _accounts() -> Finding:
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
        return Finding(
            "accounts", "fail", "no administrator", "Run `broadsheet manage createsuperuser`."
        )
    return Finding("accounts", "ok", "an administrator can sign in")


def _static() -> Finding:
    from django.conf import settings

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return Finding("static files", "fail", "not built", "Run `broadsheet setup`.")
    return Finding("static files", "ok", "built")


def _overdue() -> Finding:
    from datetime import timedelta

    from django.utils import timezone
    from wagtail.models import Revision

    late = timezone.now() - timedelta(minutes=1)
    count = Revision.objects.filter(approved_go_live_at__lte=late).count()
    if count:
        return Finding(
            "clock",
            "warn",
            f"{count} scheduled publications are overdue",
            "Is `broadsheet clock` running? `broadsheet serve` starts one.",
        )
    return Finding("clock", "ok", "nothing is overdue")
