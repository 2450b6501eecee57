"""Load from wrk, and what it says."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SCALE = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What one run measured: answers, answers a second, and the 99th percentile in ms."""

    answers: int
    rate: float
    p99_ms: float


def load(url: str, *, seconds: int, connections: int = 32, script: Path | None = None) -> Load:
    """Ask `url` with gzip accepted, as fast as it answers.

    Raises `RuntimeError` when any answer was an error: the rate would mean nothing.
    """
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency"]
    command += ["-H", "Accept-Encoding: gzip"]
    if script:
        command += ["-s", str(script)]
    out = subprocess.run(
        [*command, url], capture_output=True, text=True, check=True, timeout=seconds + 60
    ).stdout
    if "Non-2xx" in out or re.search(r"Socket errors: (?!connect 0, read 0, write 0)", out):
        raise RuntimeError(f"{url} answered with errors:\n{out}")
    answers = re.search(r"(\d+) requests in", out)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", out)
    if not (answers and rate and p99):
        raise RuntimeError(f"wrk said:\n{out}")
    return Load(int(answers[1]), float(rate[1]), float(p99[1]) * _SCALE[p99[2]])
