"""Print for people, or JSON lines for programs."""

from __future__ import annotations

import json
from typing import Any

import click

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, one object a line, instead of sentences."
)


class Output:
    """Where a command says what it does."""

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json

    def say(self, sentence: str, **data: Any) -> None:
        """Print `sentence`, or `data` as one JSON line (nothing where there is none)."""
        if not self.as_json:
            click.echo(sentence)
        elif data:
            click.echo(json.dumps(data, ensure_ascii=False, default=str))

    def complain(self, sentence: str, **data: Any) -> None:
        """The same for what went wrong, on standard error for people."""
        if self.as_json:
            self.say(sentence, **data)
        else:
            click.echo(sentence, err=True)
