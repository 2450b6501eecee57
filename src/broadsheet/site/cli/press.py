"""`broadsheet press`: press pages by hand, or say how the press stands."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django

if TYPE_CHECKING:
    from broadsheet.press.print_run import Printed

TELL_EVERY_SECONDS = 5.0


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--all", "everything", is_flag=True, help="Press every public address.")
@click.option("--stale", is_flag=True, help="Press what has changed and waits to be read.")
@click.option("--force", is_flag=True, help="With --all: fresh plates too.")
@json_option
def press(
    paths: tuple[str, ...], everything: bool, stale: bool, force: bool, as_json: bool
) -> None:
    """Press pages now; without arguments, say how the press stands.

    PATH is an address of the paper, such as /politics/. Works beside a running paper. A run that
    was cut short goes on where it stopped. Exit status 1 if a page could not be pressed.

    \b
    Examples:
      broadsheet press
      broadsheet press /politics/ /rss.xml
      broadsheet press --all
    """
    if bool(paths) + everything + stale > 1:
        raise click.UsageError("Give addresses, or --all, or --stale.")
    if force and not everything:
        raise click.UsageError("--force goes with --all.")
    start_django()
    from broadsheet.press.print_run import print_run, stale_paths
    from broadsheet.press.queue import work
    from broadsheet.press.registry import all_paths

    output = Output(as_json=as_json)
    if everything or stale:
        # What the newsroom has changed, where no press has come to it.
        tell_what_waits(output)
        work()
    if paths:
        run = print_run(map(to_path, paths), force=True)
        failed = tell_each(run, output)
    elif everything:
        addresses = list(all_paths())
        failed = tell_progress(print_run(addresses, force=force), len(addresses), output)
    elif stale:
        addresses = stale_paths()
        failed = tell_progress(print_run(addresses), len(addresses), output)
    else:
        failed = tell_standing(output)
    if failed:
        sys.exit(1)


def to_path(text: str) -> str:
    """The path of an address of ours, whole or from its slash on. Raises `BadParameter`."""
    from broadsheet.press.pressing import site_path

    path = site_path(text)
    if not path.startswith("/"):
        raise click.BadParameter(
            f"{text!r} is no address of this paper; write it from its first slash on: /politics/",
            param_hint="PATH",
        )
    return path


def tell_each(run: Iterable[Printed], output: Output) -> bool:
    """Print a line for each page; whether one was not pressed."""
    failed = False
    for one in run:
        data = {
            "path": one.path,
            "outcome": str(one.outcome),
            "status": one.status,
            "ms": round(one.seconds * 1000),
            "error": one.error,
        }
        if one.error:
            failed = True
            output.complain(f"{one.path}: {one.outcome}: {one.error}", **data)
        else:
            output.say(f"{one.path}: {one.status} in {data['ms']} ms", **data)
    return failed


def tell_what_waits(output: Output) -> None:
    """Print what the newsroom's own queue holds, where it holds anything: it comes first."""
    from broadsheet.press.standing import standing

    now = standing()
    if now.changes or now.wanted:
        output.say(
            f"First what has changed: {now.changes:,} changes, {now.wanted:,} pages wait …",
            done=False,
            changes=now.changes,
            wanted=now.wanted,
        )


def tell_progress(run: Iterable[Printed], total: int, output: Output) -> bool:
    """Print what failed as it comes, and now and then how far the run has come of `total` pages;
    whether one failed.
    """
    counts: Counter[str] = Counter()
    began = told = monotonic()
    tell_counts(counts, total, 0.0, output, done=False)
    for one in run:
        counts[one.outcome] += 1
        if one.outcome in {"failed", "absent"}:
            output.complain(
                f"{one.path}: {one.outcome}: {one.error}",
                path=one.path,
                outcome=str(one.outcome),
                error=one.error,
            )
        if monotonic() - told > TELL_EVERY_SECONDS:
            told = monotonic()
            tell_counts(counts, total, told - began, output, done=False)
    tell_counts(counts, total, monotonic() - began, output, done=True)
    return bool(counts["failed"])


def tell_counts(
    counts: Counter[str], total: int, seconds: float, output: Output, *, done: bool
) -> None:
    """One line: how many of how many, how fast, for how long yet."""
    seen = counts.total()
    rate = counts["pressed"] / seconds if seconds else 0.0
    left = None if done or not seen else round((total - seen) * seconds / seen)
    others = "".join(
        f", {counts[name]:,} {name}" for name in ("fresh", "failed", "absent") if counts[name]
    )
    begin = "Done: " if done else f"  {seen:,} of {total:,}: "
    output.say(
        f"{begin}{counts['pressed']:,} pages pressed{others}; {rate:.1f} pages a second"
        + ("" if left is None else f", about {timedelta(seconds=left)} left"),
        done=done,
        total=total,
        **{name: counts[name] for name in ("pressed", "fresh", "failed", "absent", "unpressed")},
        seconds=round(seconds, 1),
        rate=round(rate, 1),
        left=left,
    )


def tell_standing(output: Output) -> bool:
    """Print how the press stands; whether a page fails."""
    from django.utils import timezone

    from broadsheet.press.standing import failing, standing

    now = standing()
    waits = (timezone.now() - now.oldest).total_seconds() if now.oldest else 0.0
    lines = [
        f"Plates: {now.plates:,}, {now.gone:,} gone, {now.moved:,} moved.",
        f"Stale: {now.stale:,}, pressed when read or when there is time.",
        f"Waiting: {now.changes:,} changes, {now.wanted:,} pages"
        + (f", the oldest for {waits:.0f} seconds." if now.oldest else "."),
        "A press listens."
        if now.listens
        else "No press listens here. `broadsheet serve` or `broadsheet clock` starts one.",
        f"Failing: {now.failing:,}.",
    ]
    output.say(
        "\n".join(lines),
        plates=now.plates,
        gone=now.gone,
        moved=now.moved,
        stale=now.stale,
        wanted=now.wanted,
        changes=now.changes,
        oldest=now.oldest.isoformat() if now.oldest else None,
        failing=now.failing,
        listens=now.listens,
    )
    for one in failing():
        again = f"{one.next_try:%Y-%m-%d %H:%M:%S} UTC" if one.next_try else "when it is read"
        output.complain(
            f"  {one.path}: {one.reason} ({one.tries} tries, next {again})",
            path=one.path,
            error=one.error,
            tries=one.tries,
            next_try=one.next_try.isoformat() if one.next_try else None,
        )
    return now.failing > 0
