"""The command line: `broadsheet`."""

from __future__ import annotations

import sys

import click

from broadsheet import __version__
from broadsheet.site.cli.check import check
from broadsheet.site.cli.clock import clock
from broadsheet.site.cli.demo import demo
from broadsheet.site.cli.export_static import export_static
from broadsheet.site.cli.intake import intake
from broadsheet.site.cli.manage import manage
from broadsheet.site.cli.nginx import nginx
from broadsheet.site.cli.parse import parse
from broadsheet.site.cli.password import password
from broadsheet.site.cli.press import press
from broadsheet.site.cli.reads import reads
from broadsheet.site.cli.seed import seed
from broadsheet.site.cli.serve import serve
from broadsheet.site.cli.setup import setup
from broadsheet.site.cli.systemd import systemd
from broadsheet.site.cli.wire import wire
from broadsheet.site.environment import SettingError

__all__ = ["broadsheet", "main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="broadsheet")
def broadsheet() -> None:
    """Broadsheet: the wire comes in, the desk edits, the press prints, readers read.

    \b
    Example:
      broadsheet serve
    """


for command in (
    *(serve, setup, demo, password, seed, parse, intake, wire, check, clock, press, reads),
    *(export_static, nginx, systemd, manage),
):
    broadsheet.add_command(command)


def main() -> None:
    """Run the command line.

    A bad setting, and a database that was never set up or is away, end it with a sentence.
    """
    try:
        broadsheet()
    except SettingError as error:
        click.echo(f"Setting: {error}", err=True)
        sys.exit(2)
    except Exception as error:
        said = about_database(error)
        if said is None:
            raise
        click.echo(f"Error: {said}", err=True)
        sys.exit(1)


def about_database(error: Exception) -> str | None:
    """What to do about `error`, if the database raised it and something can be done."""
    from django.db import DatabaseError, OperationalError

    if not isinstance(error, DatabaseError):
        return None
    from broadsheet.site.health import migrations_to_run

    try:
        if migrations_to_run():
            return "the database is not set up, or not for this release: run `broadsheet setup`."
    except DatabaseError as away:
        return f"the database does not answer: {str(away).strip()} (see `broadsheet check`)."
    return f"the database: {error}." if isinstance(error, OperationalError) else None
