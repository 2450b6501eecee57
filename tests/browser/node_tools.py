"""Lighthouse and the Nu checker, which `script/node-tools` installs; Node and Java to run them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(os.environ.get("BROADSHEET_NODE_TOOLS") or ROOT / "var" / "node") / "node_modules"


def _needed(program: str, package: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"SKIPPED: {program} is not installed")
    if not (TOOLS / package).is_dir():
        pytest.skip(f"SKIPPED: {package} is not installed (script/node-tools)")
    return path


def nu_checker(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the Nu checker; it reports on standard error. Skips the test where it can't run."""
    java = _needed("java", "vnu-jar")
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return subprocess.run(
        [java, "-Xss4m", "-jar", str(jar), "--exit-zero-always", *arguments],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )


def lighthouse(*arguments: str, browser: str) -> subprocess.CompletedProcess[str]:
    """Run Lighthouse with the browser at that path; its report is on standard output.

    Raises `CalledProcessError` with what it said in a note.
    """
    node = _needed("node", "lighthouse")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").split(".")[0]) < 20:
        pytest.skip(f"SKIPPED: Lighthouse needs Node 20 or newer, and this is {version.strip()}")
    done = subprocess.run(
        [
            node,
            str(TOOLS / "lighthouse" / "cli" / "index.js"),
            *arguments,
            "--quiet",
            "--output=json",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ],
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        text=True,
        timeout=240,
    )
    try:
        done.check_returncode()
    except subprocess.CalledProcessError as error:
        error.add_note(done.stderr[-2000:])
        raise
    return done
