"""A server's processes: started, waited for, measured, ended."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 30
# Of a processor, at most, while nobody asks for anything.
IDLE_SHARE = 0.1
# The clock's processes, from the least nice to the nicest: see `broadsheet.site.clock`.
CLOCK = ("press", "timekeeper", "second_press", "errands")


@contextmanager
def running(
    command: list[str], port: int, log: Path, environment: dict[str, str] | None = None
) -> Iterator[int]:
    """Run `command` until the end of the block; its process id, once `port` of loopback answers."""
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    try:
        _wait_for(port, process, log)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server on port {port} did not start:\n{log.read_text()[-3000:]}")


def processor_seconds(pid: int) -> float:
    """Processor time that a process and its children have taken till now (Linux)."""
    ticks = 0
    for one in (pid, *_children(pid)):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(") ")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until_idle(pid: int) -> None:
    """Until a process and its children have done what they do beside, such as load Django."""
    taken = IDLE_SHARE
    while taken >= IDLE_SHARE:
        before = processor_seconds(pid)
        time.sleep(1)
        taken = processor_seconds(pid) - before


def _children(pid: int) -> list[int]:
    """Started by any of its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    listed = [one for task in tasks for one in task.read_text().split()]
    return [int(one) for one in listed]


def memory_of_group(leader: int) -> dict[str, float]:
    """MB of memory that each process of the group of `leader` holds, by its name (Linux).

    Shared pages count in part (PSS).
    """
    found: dict[str, float] = {}
    for name, pid in names_of_group(leader).items():
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        size = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
        found[name] = size / 1024
    return found


def names_of_group(leader: int) -> dict[str, int]:
    """Each process of the group of `leader`: the server, its workers, and what the clock is.

    The clock's own process is the press; the others are told by how nice they are.
    """
    press, *others = clocks_of(leader) or [0]
    others.sort(key=lambda pid: os.getpriority(os.PRIO_PROCESS, pid))
    # Where there is one processor there is no second press.
    beside = CLOCK[1:] if len(others) == len(CLOCK) - 1 else (CLOCK[1], CLOCK[-1])
    names = {"server": leader}
    names |= {f"worker_{place}": pid for place, pid in enumerate(workers_of(leader), 1)}
    if press:
        names |= {CLOCK[0]: press, **dict(zip(beside, others, strict=True))}
    return names


def workers_of(leader: int) -> list[int]:
    """Process ids of the server's workers."""
    return _those_who("worker", leader)


def clocks_of(leader: int) -> list[int]:
    """Process ids of the press, which is the clock's first process, and of the others."""
    return _those_who("clock", leader)


def _those_who(role: str, leader: int) -> list[int]:
    found = _descendants(leader)
    return [pid for pid in found if _role(_words(pid), is_leader=pid == leader) == role]


def _words(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _role(words: str, *, is_leader: bool) -> str:
    if is_leader:
        return "server"
    if "site.clock" in words:
        return "clock"
    # One that has just died says nothing any more.
    return "worker" if "broadsheet serve" in words else "other"


def _descendants(pid: int) -> list[int]:
    found = [pid]
    for child in _children(pid):
        found += _descendants(child)
    return found
