"""`broadsheet seed`: an archive to try the paper at size."""

from __future__ import annotations

import time

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django


@click.command()
@click.argument("count", type=click.IntRange(1, 10_000_000))
@click.option("--edition", default="", help="Code of the edition. [default: the one at /]")
@click.option(
    "--years", type=click.FloatRange(0.01, 200), default=20.0, help="How far back. [default: 20]"
)
@click.option("--seed", type=int, default=1, help="The same number gives the same words.")
@json_option
def seed(count: int, edition: str, years: float, seed: int, as_json: bool) -> None:
    """Add COUNT invented stories, to try the paper with an archive. Not for a paper in use.

    \b
    Examples:
      broadsheet seed 100000
      broadsheet seed 1000 --edition zh --years 1
    """
    start_django()
    from broadsheet.site.archive_seed import sow
    from broadsheet.stories.models import Edition, Section

    output = Output(as_json=as_json)
    wanted = {"code": edition} if edition else {"is_default": True}
    found = Edition.objects.filter(**wanted).first()
    if found is None:
        known = ", ".join(Edition.objects.values_list("code", flat=True)) or "none"
        raise click.ClickException(f"There is no edition {edition or 'at /'}; there are: {known}.")
    if not Section.objects.live().filter(edition=found).exists():
        raise click.ClickException(f"{found} has no section yet. Run `broadsheet setup` first.")
    began = time.monotonic()

    def told(done: int) -> None:
        rate = done / max(time.monotonic() - began, 0.001)
        if not as_json:
            output.say(f"  {done:,} of {count:,} stories, {rate:,.0f} a second")

    added = sow(found, count, years=years, seed=seed, told=told)
    seconds = time.monotonic() - began
    output.say(
        f"Added {added:,} stories in {seconds:.1f} s ({added / seconds:,.0f} a second).",
        stories=added,
        seconds=round(seconds, 3),
        rate=round(added / seconds, 1),
    )
