"""A served paper of which a story is embargoed and one is killed: run by test_clock_processes."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.press.models import Fingerprint
from broadsheet.press.queue import next_moment
from broadsheet.site.setup.stamp import Stamp
from broadsheet.stories.models import Section
from tests.factories import publish
from tests.press.newsroom import every_path, found_newsroom
from tests.site.two_clocks import wait_for

WORD = "Zephyranthes"


def main() -> None:
    """Print what readers got, and after how many seconds."""
    found_newsroom(3)
    Stamp(settings.HOME).write()
    server = subprocess.Popen(
        [sys.executable, "-m", "broadsheet", "serve", "--workers", "1"],
        start_new_session=True,
        stdout=sys.stderr,
    )
    try:
        wait_for(lambda: Fingerprint.objects.filter(name="build").exists())
        # Not a plate: Django has been loaded.
        wait_for(lambda: next_moment() is None and get("/nothing/")[0] == 404)
        said = {"batch": batch_threads(server.pid), "embargoes": embargoes(), "kill": kill()}
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(20)
    print(json.dumps(said))


def batch_threads(server: int) -> dict[str, bool]:
    """Of each process that `server` has started: whether all its threads are batch threads."""
    found = {}
    for children in Path(f"/proc/{server}/task").glob("*/children"):
        for child in children.read_text().split():
            threads = [int(thread.name) for thread in Path(f"/proc/{child}/task").iterdir()]
            batch = {os.sched_getscheduler(thread) == os.SCHED_BATCH for thread in threads}
            found[Path(f"/proc/{child}/cmdline").read_text()] = batch == {True}
    return found


def embargoes() -> list[dict[str, object]]:
    """What three stories answered before and after the ends of their embargoes, in turn."""
    start = math.ceil(time.time()) + 3
    section = Section.objects.order_by("pk")[0]
    hours = [start + number for number in range(3)]
    stories = [publish(section, embargo_until=datetime.fromtimestamp(ends, UTC)) for ends in hours]
    return [watch(story.path, ends) for story, ends in zip(stories, hours, strict=True)]


def watch(path: str, ends: int) -> dict[str, object]:
    """What `path` answered before `ends`, in seconds of the epoch, and when it was there."""
    before: set[int] = set()
    while True:
        asked = time.time()
        status, _body = get(path)
        if status == 200 or asked > ends + 10:
            return {"before": sorted(before), "after": status, "late": time.time() - ends}
        if asked < ends:
            before.add(status)
        time.sleep(0.02)


def kill() -> dict[str, object]:
    """Where a story was read, and how long it took until it was read nowhere."""
    story = publish(Section.objects.order_by("pk")[0], headline=f"{WORD} in bloom", urgency=2)
    wait_for(lambda: shows("/") and get(story.path)[0] == 200)
    shown = [path for path in [*every_path(), f"/search/?q={WORD}"] if shows(path)]
    KillStory(story, "A test").execute()
    began = time.monotonic()
    left = shown
    while left and time.monotonic() < began + 20:
        left = [path for path in left if shows(path)]
    seconds = time.monotonic() - began
    return {
        "shown": shown,
        "left": left,
        "seconds": seconds,
        "status": get(story.path)[0],
        "path": story.path,
    }


def shows(path: str) -> bool:
    """Whether a reader of `path` learns of the story, its address included."""
    body = get(path)[1].lower()
    if path.startswith("/search/"):  # what was asked for is repeated
        return b"in bloom" in body
    return WORD.lower().encode() in body


def get(path: str) -> tuple[int, bytes]:
    """Status and body of a path; 0 while nobody listens."""
    try:
        with urllib.request.urlopen(f"{settings.BROADSHEET_SITE_URL}{path}", timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
    except OSError:
        return 0, b""
