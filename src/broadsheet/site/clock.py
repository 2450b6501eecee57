"""The clock: publishes what is scheduled and takes down what has expired."""

from __future__ import annotations

import logging
import signal
import threading

from broadsheet.site.cli.start import start_django

logger = logging.getLogger(__name__)
TICK = 1.0
PATIENCE = 30.0


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


def main() -> None:
    """Tick once a second until SIGTERM or SIGINT. A failing tick is logged and tried again."""
    start_django()
    from django.db import close_old_connections

    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    pause = TICK
    while not stopped.wait(pause):
        try:
            tick()
            pause = TICK
        except Exception:
            logger.exception("The clock missed a tick; trying again in %d seconds", pause * 2)
            pause = min(pause * 2, PATIENCE)
            close_old_connections()


if __name__ == "__main__":
    main()
