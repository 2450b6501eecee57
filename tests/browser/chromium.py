"""Debian's Chromium, and how it is started."""

from __future__ import annotations

import os
import shutil

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]


def path_of_chromium() -> str | None:
    """Where the browser is: CHROME_PATH, or Debian's; `None` where there is none."""
    named = os.environ.get("CHROME_PATH")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")
