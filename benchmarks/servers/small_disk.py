"""A disk of a few MB that can be filled to the last byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARK = "BENCHMARK_OWN_MOUNTS"
FILLER = ".filler"


def mount_as_own_root(module: str) -> None:
    """Start `module` anew as root of a namespace of its own, where only that lets it mount disks.

    Returns where nothing is to be gained by it.
    """
    command = ["unshare", "--map-root-user", "--mount"]
    with tempfile.TemporaryDirectory() as folder, small_disk(Path(folder), 1) as mounted:
        if mounted or MARK in os.environ or not shutil.which("unshare"):
            return
    if subprocess.run([*command, "true"], check=False, capture_output=True).returncode:
        return
    os.environ[MARK] = "yes"
    os.execvp(command[0], [*command, sys.executable, "-m", module, *sys.argv[1:]])


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[bool]:
    """Let `folder` be a disk of that size until the end of the block, where we may; whether so."""
    mounted = False
    if shutil.which("mount"):
        options = ["-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
        mounted = not subprocess.run(
            ["mount", *options], check=False, capture_output=True
        ).returncode
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Leave no byte on the disk of `folder`."""
    with (folder / FILLER).open("wb", buffering=0) as out:
        for block in (b"\0" * 65536, b"\0" * 512):
            try:
                while True:
                    out.write(block)
            except OSError:
                continue


def empty(folder: Path) -> None:
    """Take away what `fill` has filled it with."""
    (folder / FILLER).unlink()
