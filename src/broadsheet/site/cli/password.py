"""`broadsheet password`: a new password for the desk."""

from __future__ import annotations

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django


@click.command()
@click.option("--user", default="desk", show_default=True, help="Whose password.")
@json_option
def password(user: str, as_json: bool) -> None:
    """Make a new desk password and print it once; only its hash is kept.

    \b
    Examples:
      broadsheet password
      broadsheet password --user reporter
    """
    start_django()
    from broadsheet.site.setup.accounts import NoSuchUser, new_password

    output = Output(as_json=as_json)
    try:
        made = new_password(user)
    except NoSuchUser as error:
        raise click.ClickException(str(error)) from error
    output.say(f"New password of “{user}”: {made}", user=user, password=made)
