"""`broadsheet check`: settings and health, in words."""

from __future__ import annotations

import sys

import click

from broadsheet.site.cli.output import Output, json_option

MARKS = {"ok": "ok  ", "warn": "note", "fail": "FAIL"}


@click.command()
@json_option
def check(as_json: bool) -> None:
    """Say what is well, what to look at and what is broken; exit status 1 if anything is broken.

    \b
    Examples:
      broadsheet check
      broadsheet check --json
    """
    from broadsheet.site.health import examine

    output = Output(as_json=as_json)
    failed = False
    for finding in examine():
        failed = failed or finding.state == "fail"
        advice = f"\n     {finding.advice}" if finding.advice else ""
        output.say(
            f"{MARKS[finding.state]} {finding.name}: {finding.message}{advice}",
            name=finding.name,
            state=finding.state,
            message=finding.message,
            advice=finding.advice,
        )
    if failed:
        sys.exit(1)
