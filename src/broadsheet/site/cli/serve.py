"""`broadsheet serve`: the newspaper on an address."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from broadsheet.reader import ReaderConfig
from broadsheet.site import worker
from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.clock import WITH_PARENT
from broadsheet.site.environment import read
from broadsheet.site.reading import THREADS
from broadsheet.site.scheduling import serve_in_batches
from broadsheet.site.settling import share_arenas

# Seconds after which a clock that ends counts as one that had run well.
CALM = 30.0


@click.command()
@click.option("--host", help="Address to listen on. [default: HOST, or 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port. [default: PORT, or 8000]")
@click.option("--workers", type=click.IntRange(1, 64), help="Worker processes.")
@click.option("--no-clock", is_flag=True, help="Start no clock: `broadsheet clock` runs elsewhere.")
@json_option
def serve(
    host: str | None, port: int | None, workers: int | None, no_clock: bool, as_json: bool
) -> None:
    """Set up what is missing, then serve the site and the desk until Ctrl-C.

    \b
    Examples:
      broadsheet serve
      broadsheet serve --port 9000
    """
    output = Output(as_json=as_json)
    host = host or read("HOST")
    port = port or read("PORT")
    export_address(host, port)
    refuse_taken(host, port)
    from broadsheet.site.setup import set_up

    outcome = set_up(output)
    site = read("BROADSHEET_SITE_URL")
    output.say(
        f"The paper: {site}/\nThe desk:  {site}/desk/", site=f"{site}/", desk=f"{site}/desk/"
    )
    if outcome.password:
        output.say(
            f"Sign in at the desk as “{outcome.user}” with the password {outcome.password}\n"
            "It is shown this once; `broadsheet password` makes a new one.",
            user=outcome.user,
            password=outcome.password,
        )
    output.say("Ctrl-C stops it.")
    with nullcontext() if no_clock else clock():
        run_server(host, port, workers or read("BROADSHEET_WORKERS"))
    output.say("Stopped.")


@contextmanager
def clock() -> Iterator[None]:
    """A clock beside the server, started anew should it die; it ends with the block."""
    stopped = threading.Event()
    keeper = threading.Thread(target=_keep_clock, args=[stopped], name="clock keeper")
    keeper.start()
    try:
        yield
    finally:
        stopped.set()
        keeper.join()


def _keep_clock(stopped: threading.Event) -> None:
    pause = 1.0
    while not stopped.is_set():
        # In a session of its own: a Ctrl-C is for the server, which then ends the clock.
        process = subprocess.Popen(  # noqa: S603 - our own
            [sys.executable, "-m", "broadsheet.site.clock", WITH_PARENT], start_new_session=True
        )
        began = time.monotonic()
        while process.poll() is None and not stopped.wait(0.2):
            pass
        if process.poll() is None:
            process.terminate()
            process.wait()
            return
        pause = 1.0 if time.monotonic() - began > CALM else min(pause * 2, CALM)
        click.echo(f"The clock ended; starting it again in {pause:.0f} s.", err=True)
        stopped.wait(pause)


def export_address(host: str, port: int) -> None:
    """Let the settings of every process that is started know the address."""
    os.environ["HOST"], os.environ["PORT"] = host, str(port)
    if not os.environ.get("BROADSHEET_SITE_URL"):
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
        os.environ["BROADSHEET_SITE_URL"] = (
            f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
        )


def refuse_taken(host: str, port: int) -> None:
    """Stop with a sentence where something already listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Can't listen on {host}:{port} ({error.strerror}). Is it running already? "
                f"Choose another port: PORT={port + 1} make serve"
            ) from error


def is_news(record: logging.LogRecord) -> bool:
    """Whether what granian says is new to us: that threads outnumber processors is as meant."""
    return not record.getMessage().startswith("Configuration allows spawning")


def run_server(host: str, port: int, workers: int) -> None:
    """Granian in this process, workers below it, until a signal."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings, HTTP2Settings

    # Here already: the workers are forked from this process.
    share_arenas()
    serve_in_batches()
    logging.getLogger("_granian").addFilter(is_news)
    # They share out among them what each may count.
    os.environ["BROADSHEET_WORKERS"] = str(workers)
    Granian(
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
    ).serve(target_loader=worker.load, wrap_loader=False)
