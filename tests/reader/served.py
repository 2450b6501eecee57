"""A reader for a real server to run: what it renders takes a while and is counted.

Pages below `/hangs/` wait for the file `go`.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from broadsheet.plates import PlateTree
from broadsheet.reader import Reader, ReaderConfig, Rendered, reads
from tests.reader.asking import HTML, PAGE

HOME = "READER_TEST_HOME"
# In this file of the home, by how many seconds the clock of reads is ahead.
AHEAD = "ahead"


def make() -> Reader:
    """The reader on the folder that the environment names."""
    home = Path(os.environ[HOME])
    ahead = home / AHEAD
    if ahead.exists():
        reads.time = lambda: time.time() + float(ahead.read_text())  # type: ignore[attr-defined]
    tree = PlateTree(home / "plates")

    def render(path: str) -> Rendered:
        with (home / "rendered").open("a") as log:
            log.write(f"{path}\n")
        time.sleep(0.3)
        if path.startswith("/hangs/"):
            while not (home / "go").exists():
                time.sleep(0.05)
        if path.startswith(("/nothing/", "/hangs/")):
            return Rendered(404, (HTML,), b"no such page")
        with tree.lock(path):
            tree.press(path, PAGE)
        return Rendered(200, (HTML,), PAGE)

    config = ReaderConfig(
        tree=tree.root,
        media_root=home / "media",
        hits=home / "hits" / "node",
        trust_forwarded_for=True,
    )
    return Reader(config, lambda: django, render, lambda path: None)


def django(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Stands for the site behind the reader."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Django"]
