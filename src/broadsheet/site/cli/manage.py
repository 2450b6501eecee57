"""`broadsheet manage`: Django's own commands."""

from __future__ import annotations

import click

from broadsheet.site.cli.start import start_django


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's or Wagtail's management commands with our settings.

    \b
    Examples:
      broadsheet manage help
      broadsheet manage dbshell
    """
    start_django()
    from django.core.management import execute_from_command_line

    if arguments in {("--help",), ("-h",), ()}:
        click.echo(manage.get_help(click.get_current_context()))
        return
    execute_from_command_line(["broadsheet manage", *arguments])
