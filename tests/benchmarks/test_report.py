"""What is kept of a benchmark."""

from __future__ import annotations

import json
import socket

from benchmarks.machine import machine, versions


def test_the_machine_is_told_without_its_name() -> None:
    told = json.dumps([machine(), versions()])
    assert socket.gethostname() not in told
    assert "/" not in told.replace("/proc", "")
    assert {"processors", "processor", "memory_mb", "kernel"} <= machine().keys()
    assert {"python", "sqlite", "django", "wagtail", "granian"} <= versions().keys()
