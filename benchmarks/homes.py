"""Papers that were set up once and are copied for each benchmark: setting one up takes a minute."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

KEPT = Path(__file__).parents[1] / "var" / "bench-homes"
# The demo's stories are as old as their paper; no benchmark wants yesterday's.
HOURS = 6.0
# Every so manieth picture's files; the others are left to other processes.
PICTURES = """
from threading import Event
from broadsheet.site.picture_files import PictureFiles
from broadsheet.stories.models import Picture
files = PictureFiles(Event())
keys = Picture.objects.values_list("pk", flat=True)
files.failed.update(key for key in keys if key % {hands} != {hand})
files.make()
"""


def set_up_home(home: Path, *, demo: bool = False) -> None:
    """Let a paper on SQLite stand in the folder `home`, as if it had just been set up there."""
    kept = KEPT / ("demo" if demo else "empty")
    stamp = kept / "setup.stamp"
    if not stamp.exists() or time.time() - stamp.stat().st_mtime > HOURS * 3600:
        shutil.rmtree(kept, ignore_errors=True)
        lend_fonts(kept)
    settings = {"BROADSHEET_HOME": str(kept), "BROADSHEET_DEMO": "yes" if demo else "no"}
    # Where it is there, this sees to it that it is what the code of today needs.
    run_together([["setup"]], settings)
    if demo:
        # What is measured are pages as they are for good, and not the encoders beside them.
        hands = os.cpu_count() or 1
        scripts = [PICTURES.format(hands=hands, hand=hand) for hand in range(hands)]
        shells = [["manage", "shell", "--no-imports", "-c", script] for script in scripts]
        run_together(shells, settings)
    shutil.copytree(kept, home, dirs_exist_ok=True)


def run_together(commands: list[list[str]], settings: dict[str, str]) -> None:
    """Run `broadsheet` with each of `commands` at once. Raises `RuntimeError` if one fails."""
    env = {**environment(), **settings}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "broadsheet", *command], env=env, stdout=subprocess.DEVNULL
        )
        for command in commands
    ]
    statuses = [process.wait() for process in running]
    if any(statuses):
        raise RuntimeError(f"{commands} ended with {statuses}")


def lend_fonts(home: Path) -> None:
    """Let the paper in `home`, which is not set up yet, have the fonts of one that was kept."""
    home.mkdir(parents=True, exist_ok=True)
    for made in sorted(KEPT.glob("*/made")):
        shutil.copytree(made, home / "made", dirs_exist_ok=True)


def keep_home(home: Path, *, demo: bool = False) -> None:
    """Let later benchmarks begin with the paper in `home`, which nobody serves now."""
    kept = KEPT / ("demo" if demo else "empty")
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(home, kept, ignore=_pipes)


def _pipes(folder: str, names: list[str]) -> list[str]:
    """By which processes wake one another; they are made anew."""
    return [name for name in names if Path(folder, name).is_fifo()]


def environment() -> dict[str, str]:
    """This process's environment without a word about a paper."""
    words = ("BROADSHEET_", "DJANGO_")
    return {key: value for key, value in os.environ.items() if not key.startswith(words)}


def open_here(home: Path) -> None:
    """Start Django in this process, for an empty paper that is set up in `home`."""
    set_up_home(home)
    os.environ.update(BROADSHEET_HOME=str(home), BROADSHEET_DEMO="no", BROADSHEET_LOG_LEVEL="ERROR")
    from broadsheet.site.cli.start import start_django

    start_django()
