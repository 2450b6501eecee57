"""Granian with the paper in it: workers that may die without a reader noticing."""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import click
from granian.constants import Interfaces
from granian.http import HTTP1Settings, HTTP2Settings
from granian.net import SocketSpec
from granian.server.mp import MPServer

from broadsheet.reader import Reader, ReaderConfig
from broadsheet.site.reading import THREADS
from broadsheet.site.scheduling import serve_in_batches
from broadsheet.site.settling import share_arenas

# A worker that dies within so many seconds of its start is started again after a pause, in seconds:
# whatever it dies of may come again at once, and the others have readers to answer.
YOUNG = 5.0
PAUSE = 1.0
# prctl(2): the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG = 1


class Server(MPServer):
    """Granian, but a worker's socket outlives it (Linux), and the server outlives its workers.

    Each worker listens on a socket of its own; Linux shares out among them those who connect. Those
    of granian close as the worker dies, and whoever waits there to be accepted is cut off; the
    server holds ours, so they wait for the worker's successor, a tenth of a second. And where one
    dies twice within five seconds granian ends as a whole, healthy workers included (decision 22).

    How workers are made is no public interface of granian; tests/site/test_server.py says what is
    relied on.
    """

    def serve_wsgi(self, load: Callable[[], Any]) -> None:
        """Serve what `load` returns in each worker, until a signal."""
        multiprocessing.set_start_method("fork", force=True)
        spec = SocketSpec(self.bind_addr, self.bind_port, self.backlog)
        # Elsewhere than on Linux the last of several sockets would get all.
        sockets = [spec.build() for _ in range(self.workers if sys.platform == "linux" else 1)]

        def spawn(worker_id: int, name: str, loader: Any, _own: Any, *options: Any) -> None:
            hear_the_server()
            held = (None, sockets[worker_id % len(sockets)])
            self._spawn_wsgi_worker(worker_id, name, loader, (held, None), *options)

        self.serve(spawn, load, wrap_loader=False)

    def _respawn_workers(
        self, workers: list[int], spawn_target: Any, target_loader: Any, delay: float = 0
    ) -> None:
        """Start those at the places `workers` anew. Without `delay`, those that have died.

        Granian may miss one that dies while it empties its list of them, and hear late of another
        that was started again with the first: what counts is who is alive.
        """
        if not delay:
            workers = [place for place, one in enumerate(self.wrks) if not one.is_alive()]
            for place in workers:
                with suppress(ValueError):
                    # One by one: others are added by threads meanwhile.
                    self.interrupt_children.remove(place)
            self._let_time_pass([time.monotonic() - self.wrks[place].birth for place in workers])
            if self.interrupt_signal:
                return
        super()._respawn_workers(workers, spawn_target, target_loader, delay)
        # What granian would know a crash loop by.
        self.respawned_wrks.clear()

    def _let_time_pass(self, ages: list[float]) -> None:
        """Where a worker was young when it died, until the pause is over or a signal has come."""
        if min(ages, default=YOUNG) < YOUNG:
            click.echo(
                f"A worker ended {min(ages):.1f} s after its start; "
                f"starting it again in {PAUSE:.0f} s.",
                err=True,
            )
            self.main_loop_interrupt.wait(PAUSE)


def hear_the_server() -> None:
    """Let a new worker end when the server says so, whenever that is, or when it is killed.

    A terminal's Ctrl-C reaches every process, and then the server tells its workers: granian's
    never end when they are told twice, so they don't hear the first. Until they serve they have the
    handler of the server they were forked from, which would only take note.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        # Else they would serve on, with no clock, and hold the address.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def load_reader() -> Reader:
    """The WSGI callable, in the worker that serves it."""
    from broadsheet.site.wsgi import application

    return application


def is_news(record: logging.LogRecord) -> bool:
    """Whether what granian says is new to us: that threads outnumber processors is as meant."""
    return not record.getMessage().startswith("Configuration allows spawning")


def run_server(host: str, port: int, workers: int, load: Callable[[], Any] = load_reader) -> None:
    """Serve what `load` returns in each worker, until a signal; this process leads them."""
    # Here already: the workers are forked from this process.
    share_arenas()
    serve_in_batches()
    logging.getLogger("_granian").addFilter(is_news)
    # They share out among them what each may count.
    os.environ["BROADSHEET_WORKERS"] = str(workers)
    Server(
        "broadsheet.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        # Refused before they are read, at no cost to the others; more than the head of a request
        # is sent on in parts of this size.
        http1_settings=HTTP1Settings(max_buffer_size=ReaderConfig.largest_headers),
        http2_settings=HTTP2Settings(max_headers_size=ReaderConfig.largest_headers),
        respawn_failed_workers=True,
        # Who has asked is answered first, but nobody waits for ever.
        workers_kill_timeout=5,
        log_access=False,
        websockets=False,
    ).serve_wsgi(load)
