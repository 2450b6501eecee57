"""`broadsheet serve`: the newspaper on an address."""

from __future__ import annotations

import os
import socket
from contextlib import nullcontext

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.clock_keeper import clock
from broadsheet.site.environment import read


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
    from broadsheet.site.server import run_server
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
