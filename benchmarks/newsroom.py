"""A newsroom beside a running paper: a process with Django that does what a benchmark tells it."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from typing import Any

SECTIONS = ("Politics", "Business", "Science", "Sport", "Culture", "Travel", "Opinion", "City")
# An archive grows into the past: however long it is, a day of it has as many stories.
STORIES_A_DAY = 50


@dataclass(frozen=True)
class Draft:
    """A story with a revision that waits to be published. `edition` is "" for the default one."""

    story: int
    revision: int
    path: str
    home: str
    section: str


class Newsroom:
    """Calls functions of this module, or of another, in a process of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        here, there = multiprocessing.Pipe()
        start = multiprocessing.get_context("spawn").Process
        self.process = start(target=_serve, args=(there, environment), daemon=True)
        self.process.start()
        self.line = here

    def __call__(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """What `function` returned. Raises `RuntimeError` with its trace where it raised."""
        self.line.send((function, arguments))
        went, result = self.line.recv()
        if not went:
            raise RuntimeError(result)
        return result

    def close(self) -> None:
        """End the process."""
        self.process.terminate()
        self.process.join(10)


def _serve(line: Connection, environment: dict[str, str]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    os.environ.update(environment)
    from broadsheet.site.cli.start import start_django

    start_django()
    from django.db import close_old_connections

    from broadsheet.site.settling import settle

    # As in the processes in which the desk publishes.
    settle()
    while True:
        function, arguments = line.recv()
        try:
            line.send((True, function(*arguments)))
        except Exception:
            # The next call finds a database that is back, as the next request would.
            close_old_connections()
            line.send((False, traceback.format_exc()))


def _end_with_parent() -> None:
    """A benchmark that is stopped from outside leaves nobody to wait for what never comes."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def open_sections() -> None:
    """The default edition's sections, where it has none yet."""
    from broadsheet.stories.actions.open_section import open_section
    from broadsheet.stories.models import Edition

    edition = Edition.objects.get(is_default=True)
    for title in SECTIONS if not edition.section_set.exists() else ():
        open_section(edition, title).save_revision().publish()


def grow(size: int) -> tuple[int, float]:
    """Let the archive have `size` stories; how many were added, and in how many seconds."""
    from broadsheet.site.archive_seed import sow
    from broadsheet.stories.models import Edition, Story

    missing = size - Story.objects.count()
    if missing <= 0:
        return 0, 0.0
    oldest = Story.objects.order_by("published_at").exclude(published_at=None).first()
    began = time.perf_counter()
    sow(
        Edition.objects.get(is_default=True),
        missing,
        years=missing / STORIES_A_DAY / 365.25,
        seed=size,
        until=oldest.published_at if oldest else None,
    )
    return missing, time.perf_counter() - began


def draft(headline: str, slug: str, story: int | None = None) -> Draft:
    """A revision with `headline`: of a new story with the address `slug`, or of the one given."""
    from django.utils import timezone

    from broadsheet.stories.models import Edition, Section, Story

    edition = Edition.objects.get(is_default=True)
    section = Section.objects.live().filter(edition=edition).order_by("path").first()
    if story is None:
        model = Story.objects.order_by("-published_at", "-pk").filter(live=True).first()
        found = Story(
            edition=edition,
            section=section,
            headline=headline,
            standfirst="What was expected came to pass, and a little later than that.",
            body=model.body if model else [],
            slug=slug,
            language=edition.language,
            urgency=3,
            live=False,
        )
        found.save()
        today = edition.local(timezone.now())
        path = f"{section.path_in_site}{today:%Y/%m/%d}/{slug}/"
    else:
        found = Story.objects.get(pk=story)
        found.headline = headline
        path = found.path
    revision = found.save_revision()
    return Draft(found.pk, revision.pk, path, edition.home_path, section.path_in_site)


def publish(drafted: Draft) -> tuple[float, float]:
    """Publish a draft; when the call began and when it returned, by the monotonic clock."""
    from wagtail.models import Revision

    from broadsheet.stories.models import Story

    revision = Revision.objects.get(pk=drafted.revision)
    began = time.monotonic()
    revision.publish()
    ended = time.monotonic()
    path = Story.objects.values_list("path", flat=True).get(pk=drafted.story)
    assert path == drafted.path, (path, drafted.path)
    return began, ended


def paths_of_newest(count: int) -> list[str]:
    """Addresses of the newest stories of the default edition."""
    from broadsheet.stories.models import Edition, Story

    edition = Edition.objects.get(is_default=True)
    newest = Story.objects.public().in_edition(edition).newest()
    return list(newest.values_list("path", flat=True)[:count])


def newest(count: int) -> list[tuple[int, str]]:
    """Keys and addresses of the newest stories of the default edition."""
    from broadsheet.stories.models import Edition, Story

    edition = Edition.objects.get(is_default=True)
    found = Story.objects.public().in_edition(edition).newest()
    return list(found.values_list("pk", "path")[:count])


def count_reads() -> int:
    """Roll up what was read, as the clock does, in the minute that is not over too; all reads."""
    from django.conf import settings
    from django.db.models import Sum

    from broadsheet.popularity.models import MinuteReads
    from broadsheet.popularity.rolling import roll_up

    roll_up(settings.HOME, time.time() + 62)
    return int(MinuteReads.objects.aggregate(reads=Sum("reads"))["reads"] or 0)


def work_left() -> int:
    """Changes and pages that the press has still to do at once."""
    from django.utils import timezone

    from broadsheet.press.models import Change, Plate

    now = timezone.now() + timedelta(seconds=61)
    return (
        Change.objects.filter(done_at=None, due_at__lte=now).count()
        + Plate.objects.filter(wanted_at__lte=now, tries=0).count()
    )


def press_paths(paths: list[str]) -> int:
    """Press each address; how many went."""
    from broadsheet.press.print_run import print_run

    return sum(one.outcome in {"pressed", "fresh"} for one in print_run(paths))
