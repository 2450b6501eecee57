"""Workers are batch threads where the system knows such, and serve all the same where not."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

import pytest

from broadsheet.site.scheduling import serve_in_batches

pytestmark = pytest.mark.skipif(not hasattr(os, "SCHED_BATCH"), reason="needs Linux's SCHED_BATCH")


def in_a_thread(job: Callable[[], object]) -> object:
    """What `job` returns in a thread that ends with it, and what it changed of itself."""
    said: list[object] = []
    thread = threading.Thread(target=lambda: said.append(job()))
    thread.start()
    thread.join()
    return said[0]


def policies() -> tuple[int, object, int]:
    """Policy of a thread before, of one that it starts then, and its own."""
    before = os.sched_getscheduler(0)
    serve_in_batches()
    return before, in_a_thread(lambda: os.sched_getscheduler(0)), os.sched_getscheduler(0)


def test_a_thread_and_those_it_starts_become_batch_threads() -> None:
    assert in_a_thread(policies) == (os.SCHED_OTHER, os.SCHED_BATCH, os.SCHED_BATCH)
    assert os.sched_getscheduler(0) == os.SCHED_OTHER


def test_where_it_is_forbidden_the_paper_is_served_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_asked: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "sched_setscheduler", refuse)
    with caplog.at_level("INFO"):
        serve_in_batches()
    assert "scheduled like any other process: [Errno 1]" in caplog.text


def test_a_system_that_knows_no_batches_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "SCHED_BATCH")
    monkeypatch.delattr(os, "sched_setscheduler")
    serve_in_batches()
