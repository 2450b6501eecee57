"""`broadsheet systemd`: units for systemd."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from broadsheet.site.environment import read
from broadsheet.site.systemd import Place, Unit, unit

_USER = re.compile(r"[a-z_][a-z0-9_-]{0,31}")


def _user(context: click.Context, option: click.Parameter, given: str) -> str:
    if not _USER.fullmatch(given):
        raise click.BadParameter(f"{given!r} is no name of an account")
    return given


@click.command()
@click.argument(
    "which",
    metavar="[web|clock]",
    required=False,
    type=click.Choice([one.value for one in Unit]),
)
@click.option(
    "--user", default="broadsheet", show_default=True, callback=_user, help="Account it runs as."
)
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    help="Folder it starts in. [default: this one]",
)
@click.option(
    "--environment-file",
    type=click.Path(path_type=Path),
    default=Path("/etc/broadsheet.env"),
    show_default=True,
    help="File with the settings, NAME=value in each line.",
)
def systemd(which: str | None, user: str, directory: Path | None, environment_file: Path) -> None:
    """Print the unit of the web server's part or of the clock; both where none is named.

    \b
    Examples:
      broadsheet systemd web > /etc/systemd/system/broadsheet.service
      broadsheet systemd clock > /etc/systemd/system/broadsheet-clock.service
    """
    try:
        place = Place(
            user=user,
            directory=(directory or Path.cwd()).absolute(),
            home=read("BROADSHEET_HOME"),
            # Not resolved: in a virtual environment it is a link to a Python that knows nothing.
            program=Path(sys.executable).absolute().with_name("broadsheet"),
            environment=environment_file.absolute(),
        )
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if which:
        click.echo(unit(Unit(which), place), nl=False)
        return
    texts = [f"# {one.file_name}\n{unit(one, place)}" for one in Unit]
    click.echo("\n".join(texts), nl=False)
