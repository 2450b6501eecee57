"""`broadsheet reads`: what is read, and how the counting stands."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django

if TYPE_CHECKING:
    from broadsheet.stories.models import Edition, Section


@click.group()
def reads() -> None:
    """What is read most, and how the counting of reads stands.

    \b
    Examples:
      broadsheet reads status
      broadsheet reads export --window week --csv
    """


@reads.command()
@json_option
def status(as_json: bool) -> None:
    """Until when reads are counted, what waits, what was no read. Exit status 1 if it stands still.

    \b
    Example:
      broadsheet reads status
    """
    start_django()
    from django.conf import settings

    from broadsheet.popularity.health import reads_health

    now = reads_health(Path(settings.HOME))
    apart = ", ".join(f"{number:,} {reason}" for reason, number in now.apart_of_a_day.items())
    until = f"{now.until:%Y-%m-%d %H:%M} UTC" if now.until else "never yet"
    behind = "".join(
        f"Missing: reads of {node} since {last:%Y-%m-%d %H:%M} UTC.\n"
        for node, last in now.behind.items()
    )
    Output(as_json=as_json).say(
        f"Counted until: {until}{', which is too long ago' if now.is_stale else ''}.\n"
        f"{behind}"
        f"Reads in the last hour: {now.reads_of_an_hour:,}.\n"
        f"Waiting: {now.logs:,} logs, {now.megabytes:,.1f} MB; "
        f"{len(now.passed_over):,} of them can't be read.\n"
        f"No reads, in 24 hours: {apart or 'none'}.",
        until=now.until.isoformat() if now.until else None,
        stale=now.is_stale,
        reads_of_an_hour=now.reads_of_an_hour,
        behind={node: last.isoformat() for node, last in now.behind.items()},
        logs=now.logs,
        passed_over=len(now.passed_over),
        megabytes=round(now.megabytes, 1),
        apart=now.apart_of_a_day,
    )
    if now.is_stale or now.behind:
        sys.exit(1)


@reads.command("roll-up")
@json_option
def roll_up(as_json: bool) -> None:
    """Count the logs that lie on this machine, as the clock does each minute.

    For machines with a disk of their own and no clock; safe beside one.

    \b
    Example:
      broadsheet reads roll-up
    """
    start_django()
    from broadsheet.popularity.clockwork import count_reads

    done = count_reads()
    Output(as_json=as_json).say(
        f"{done.logs:,} logs, {done.beacons:,} beacons, {done.reads:,} reads.",
        logs=done.logs,
        passed_over=done.passed_over,
        beacons=done.beacons,
        reads=done.reads,
    )


@reads.command()
@click.argument("machine")
@json_option
def forget(machine: str, as_json: bool) -> None:
    """Wait no longer for the reads of a machine that is gone for good.

    Its name is the one that `broadsheet check` tells. A machine that is merely silent for a day is
    no longer waited for either.

    \b
    Example:
      broadsheet reads forget web-2
    """
    start_django()
    from broadsheet.popularity.rolling import forget_node

    if not forget_node(machine):
        raise click.BadParameter("no machine of that name has counted", param_hint="MACHINE")
    Output(as_json=as_json).say(f"Forgotten: {machine}.", machine=machine)


@reads.command()
@click.option("--edition", "code", help="Code of the edition. [default: the one at /]")
@click.option("--section", help="Title or slug of a section.")
@click.option("--window", type=click.Choice(["hour", "day", "week"]), default="day")
@click.option("--length", type=click.IntRange(1, 100_000), default=100, show_default=True)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV with a line of names.")
@json_option
def export(
    code: str | None, section: str | None, window: str, length: int, as_csv: bool, as_json: bool
) -> None:
    """Print the stories that were read most, with their reads.

    \b
    Examples:
      broadsheet reads export --csv > most-read.csv
      broadsheet reads export --edition zh --window hour --json
    """
    if as_csv and as_json:
        raise click.UsageError("Choose --csv or --json.")
    start_django()
    from broadsheet.popularity.ranking import Window, ranking
    from broadsheet.stories.models import Story

    edition = edition_of(code)
    found = ranking(
        edition,
        window=Window(window),
        section=section_of(edition, section) if section else None,
        length=length,
    )
    stories = Story.objects.in_bulk([entry.story_id for entry in found.entries])
    table = csv.writer(sys.stdout, lineterminator="\n")
    if as_csv:
        table.writerow(["rank", "reads", "story", "url", "headline"])
    output = Output(as_json=as_json)
    for rank, entry in enumerate(found.entries, 1):
        story = stories[entry.story_id]
        if as_csv:
            table.writerow([rank, entry.reads, story.pk, story.full_url, _harmless(story.headline)])
        else:
            output.say(
                f"{rank:>4}. {story.headline} ({entry.reads:,})",
                rank=rank,
                reads=entry.reads,
                story=story.pk,
                url=story.full_url,
                headline=story.headline,
                until=found.until.isoformat() if found.until else None,
            )


def edition_of(code: str | None) -> Edition:
    """The edition with `code`, the default one without. Raises `BadParameter`."""
    from broadsheet.stories.models import Edition

    wanted = Edition.objects.filter(code=code) if code else Edition.objects.filter(is_default=True)
    found = wanted.first()
    if found is None:
        known = ", ".join(Edition.objects.values_list("code", flat=True))
        raise click.BadParameter(f"there is {known or 'none'}", param_hint="--edition")
    return found


def section_of(edition: Edition, name: str) -> Section:
    """The section of `edition` with that title or slug. Raises `BadParameter`."""
    from django.db.models import Q

    from broadsheet.stories.models import Section

    sections = Section.objects.filter(edition=edition)
    found = sections.filter(Q(slug=name) | Q(title__iexact=name)).first()
    if found is None:
        known = ", ".join(sections.values_list("slug", flat=True))
        raise click.BadParameter(f"there is {known or 'none'}", param_hint="--section")
    return found


def _harmless(text: str) -> str:
    """A spreadsheet takes what begins so for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
