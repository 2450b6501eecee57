"""The first paper: the demo newspaper, or an empty edition to begin with."""

from __future__ import annotations

from broadsheet.site.cli.output import Output
from broadsheet.site.environment import read
from broadsheet.stories.actions.found_edition import found_edition
from broadsheet.stories.models import Edition


def found_paper(output: Output) -> None:
    """Where there is no edition yet, load the demo, or found an empty English edition."""
    if Edition.objects.exists():
        return
    if read("BROADSHEET_DEMO"):
        from broadsheet.site.demo.load import load_demo

        load_demo(output.say)
    else:
        found_edition(code="en", name="The Paper", language="en", is_default=True)
