"""`broadsheet setup`: everything that `serve` needs, without serving."""

from __future__ import annotations

import click

from broadsheet.site.cli.output import Output, json_option


@click.command()
@click.option("--force", is_flag=True, help="Do every step again, changed or not.")
@json_option
def setup(force: bool, as_json: bool) -> None:
    """Make folders, secrets, database, styles and fonts; on the first run the demo newspaper.

    \b
    Example:
      broadsheet setup
    """
    from broadsheet.site.setup import set_up

    output = Output(as_json=as_json)
    outcome = set_up(output, force=force)
    if outcome.password:
        output.say(
            f"Sign in at the desk as “{outcome.user}” with the password {outcome.password}",
            user=outcome.user,
            password=outcome.password,
        )
    output.say("Ready.", ready=True)
