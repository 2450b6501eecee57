"""`broadsheet demo`: the demo newspaper."""

from __future__ import annotations

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django


@click.command()
@json_option
def demo(as_json: bool) -> None:
    """Fill an empty database with the demo newspaper. Touches nothing where stories exist.

    \b
    Example:
      broadsheet demo
    """
    start_django()
    from broadsheet.site.demo.load import PaperNotEmpty, load_demo

    output = Output(as_json=as_json)
    try:
        loaded = load_demo(output.say)
    except PaperNotEmpty as error:
        raise click.ClickException(str(error)) from error
    output.say(
        f"The demo newspaper is in: {loaded} stories.",
        stories=loaded,
    )
