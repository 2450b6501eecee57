"""The clock: publishes what is scheduled, takes down what has expired, makes pictures' files."""

from __future__ import annotations

import logging
import signal
import threading

from broadsheet.site.cli.start import start_django

logger = logging.getLogger(__name__)
TICK = 1.0
QUICK = 0.05
PATIENCE = 30.0
HEAD_START = 3.0


def tick() -> bool:
    """Publish and expire what is due; whether anything was."""
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.models import Page, Revision

    from broadsheet.stories.models import Story

    now = timezone.now()
    due = (
        Revision.objects.filter(approved_go_live_at__lte=now).exists()
        or Story.objects.filter(live=True, expire_at__lte=now).exists()
        or Page.objects.filter(live=True, expire_at__lte=now).exists()
    )
    if due:
        call_command("publish_scheduled", verbosity=0)
    return due


def make_one_picture(failed: set[int]) -> bool:
    """Make the files of one picture that lacks them; whether there was one."""
    from broadsheet.stories.actions.make_picture_files import (
        make_picture_files,
        next_without_files,
    )

    picture = next_without_files(failed)
    if picture is None:
        return False
    if not make_picture_files(picture):
        failed.add(picture.pk)
    return True


def main() -> None:
    """Tick once a second until SIGTERM or SIGINT. A failing tick is logged and tried again."""
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    # Readers first: the server's workers are starting on the same processors.
    if stopped.wait(HEAD_START):
        return
    start_django()
    from django.db import close_old_connections

    pause = TICK
    failed: set[int] = set()
    while not stopped.wait(pause):
        try:
            tick()
            pause = QUICK if make_one_picture(failed) else TICK
        except Exception:
            logger.exception("The clock missed a tick; trying again in %d seconds", pause * 2)
            pause = min(pause * 2, PATIENCE)
            close_old_connections()


if __name__ == "__main__":
    main()
