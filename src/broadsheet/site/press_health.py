"""What `broadsheet check` looks at in the press. Needs Django and an up-to-date database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from broadsheet.plates import PlateTree
from broadsheet.press.purging import unusable_caches
from broadsheet.press.standing import failing, hangs, is_there, waits_too_long
from broadsheet.press.tree import plate_tree
from broadsheet.site.health import LOW_DISK, Finding

# A page is five files, with its tags and its encodings.
FEW_FILES = 100_000


def press_findings() -> Iterator[Finding]:
    """The queue, whoever works it, what fails, caches that can't be told, and room for more."""
    yield _queue()
    yield _listener()
    for one in failing():
        again = f"{one.next_try:%H:%M:%S} UTC" if one.next_try else "when it is read"
        yield Finding(
            "press",
            "warn",
            f"{one.path} could not be pressed ({one.tries} tries, next {again}): {one.reason}",
            "Its old plate stands, if it had one; else readers are told to come back. "
            f"`broadsheet press {one.path}` tries it now.",
        )
    for name, reason in unusable_caches().items():
        yield Finding(
            "purging",
            "warn",
            f"{name} can't be told what has changed: {reason}",
            "See BROADSHEET_PURGE_CDN, and docs/howto/behind-a-cdn.md for what it needs.",
        )
    yield _room(plate_tree())


def _queue() -> Finding:
    waited = waits_too_long()
    if waited is None:
        return Finding("press queue", "ok", "no change waits for long")
    return Finding(
        "press queue",
        "warn",
        f"the oldest change has waited for {waited.total_seconds():.0f} seconds",
        "Is `broadsheet clock` running? `broadsheet serve` starts one. After a change of style or "
        "settings it may take a while: `broadsheet press` tells how many pages are left.",
    )


def _listener() -> Finding:
    silent = hangs()
    if is_there() and silent is None:
        return Finding("press listener", "ok", "a press waits for changes")
    if is_there() and silent is not None:
        return Finding(
            "press listener",
            "warn",
            f"the press is there, but has not moved for {silent.total_seconds():.0f} seconds",
            "Is its process stopped, or its disk gone? Start `broadsheet clock` anew.",
        )
    return Finding(
        "press listener",
        "warn",
        "no press on this machine listens: changes wait",
        "Start `broadsheet serve`, or `broadsheet clock` where another server serves.",
    )


def _room(tree: PlateTree) -> Finding:
    root = tree.root if tree.root.exists() else Path.cwd()
    state = os.statvfs(root)
    free = state.f_bavail * state.f_frsize
    # File systems without a fixed number of files say that they have none at all.
    files = state.f_favail if state.f_files else None
    text = f"{free / 1024**3:.1f} GiB free"
    if files is not None:
        text += f", {files:,} files"
    if free < LOW_DISK or (files is not None and files < FEW_FILES):
        return Finding("plates", "warn", text, f"Make room where {tree.root} lies.")
    return Finding("plates", "ok", text)
