"""`broadsheet parse`: what wire files say, without taking them in."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from broadsheet.formats import (
    FormatError,
    Item,
    PartlyRead,
    encoding_named,
    open_archive,
    provider_of,
    read,
    text_of,
)
from broadsheet.site.cli.intake import read_file
from broadsheet.site.cli.output import Output, json_option
from broadsheet.wire.media import is_media

_MANY = 5
_LONGEST_LINE = 160


class ZoneName(click.ParamType):
    """The name of a time zone in the IANA database."""

    name = "zone"

    def convert(
        self, value: str | tzinfo, param: click.Parameter | None, ctx: click.Context | None
    ) -> tzinfo:
        """The zone called ``value``."""
        if isinstance(value, tzinfo):
            return value
        try:
            return ZoneInfo(value)
        except (OSError, ValueError, KeyError):
            self.fail(f"{value!r} is no time zone; write one such as Europe/Lisbon.", param, ctx)


class EncodingName(click.ParamType):
    """The name of an encoding."""

    name = "encoding"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The encoding by its usual name."""
        try:
            return encoding_named(value) if value else ""
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--zone",
    type=ZoneName(),
    default="UTC",
    show_default=True,
    metavar="NAME",
    help="Zone of times that carry no offset.",
)
@click.option(
    "--encoding",
    type=EncodingName(),
    default="",
    metavar="NAME",
    help="What text is in that does not say so and is no UTF-8.",
)
@json_option
def parse(files: tuple[Path, ...], zone: tzinfo, encoding: str, as_json: bool) -> None:
    """Print the news items in FILEs: their format is told by their content, gzip and zip are
    opened. Nothing is stored and nothing is fetched.

    With --json one line for each item. A refused file, or member of one, is told with its reason,
    the others go on, and the exit status is 1.

    \b
    Examples:
      broadsheet parse item.xml
      broadsheet parse *.xml feed.rss.gz --json --zone Asia/Tokyo
      broadsheet parse wire.txt --encoding GB18030
    """
    output = Output(as_json=as_json)
    refused = 0
    with click.progressbar(
        files, label="Reading", file=sys.stderr, hidden=as_json or len(files) < _MANY
    ) as counted:
        for path in counted:
            refused += _parse(path, zone, encoding, output)
    if refused:
        sys.exit(1)


def _parse(path: Path, zone: tzinfo, encoding: str, output: Output) -> int:
    """Print what ``path`` holds; how much of it was refused."""
    name = click.format_filename(path)
    try:
        members = open_archive(read_file(path), name)
    except OSError as error:
        return _refuse(name, error.strerror or str(error), output)
    except ValueError as error:
        return _refuse(name, str(error), output)
    refused = 0
    for member, data in members:
        if is_media(data):
            output.say(f"{member or name}: a picture, film or sound, which comes beside items")
            continue
        items: Sequence[Item] = ()
        reasons: Sequence[FormatError] = ()
        try:
            items = read(data, zone, encoding=encoding)
        except PartlyRead as error:
            items, reasons = error.items, error.errors
        except FormatError as error:
            reasons = [error]
        for item in items:
            output.say("\n".join(_sentences(item)), **_told(item))
        for reason in reasons:
            refused += _refuse(member or name, str(reason), output)
        if not items and not reasons:
            output.say(f"{member or name}: no items in it")
    return refused


def _refuse(name: str, reason: str, output: Output) -> int:
    output.complain(f"{name}: refused: {reason}", file=name, error=reason)
    return 1


def _told(item: Item) -> dict[str, Any]:
    """The item as JSON values in which what is missing is null, and with the provider that it
    names itself. What is kept as it was delivered stays so."""
    told = {name: _without_empty(name, value) for name, value in item.as_json().items()}
    return told | {"provider": provider_of(item)}


def _without_empty(name: str, value: Any) -> Any:
    if value == "":
        return None
    if name == "extra":
        return value
    if isinstance(value, list):
        return [_without_empty("", each) for each in value]
    if isinstance(value, dict):
        return {inner: _without_empty(inner, each) for inner, each in value.items()}
    return value


def _sentences(item: Item) -> Iterator[str]:
    """The item as a person wants to see it: a title line, then what it has."""
    kind = item.type if item.is_news else f"{item.type}, no news"
    yield _short(f"{item.headline or item.slugline or '(no headline)'} [{item.format}, {kind}]")
    characters = sum(len(text_of(block)) for block in item.body)
    facts: list[tuple[str, object]] = [
        ("guid", f"{item.guid}, version {item.version}" if item.version else item.guid),
        ("status", _status(item)),
        ("standfirst", item.standfirst),
        ("byline", item.byline),
        ("dateline", item.dateline or item.place),
        ("source", item.source),
        ("provider", None if (named := provider_of(item)) == item.source else named),
        ("language", item.language),
        ("urgency", item.urgency),
        ("created", _time(item.created)),
        ("updated", _time(item.updated)),
        ("body", f"{len(item.body)} blocks, {characters:,} characters" if item.body else None),
        ("media", ", ".join(f"{m.kind} ({len(m.renditions)} files)" for m in item.media)),
        ("subjects", ", ".join(subject.name for subject in item.subjects if subject.name)),
        ("for the desk", item.ednote),
        ("inside", ", ".join(each.item.headline or each.name for each in item.associations)),
        ("kept besides", ", ".join(item.extra)),
    ]
    for name, value in facts:
        if value not in (None, ""):
            yield _short(f"  {name}: {value}")


def _status(item: Item) -> str:
    return (
        f"{item.pubstatus}, embargo until {_time(item.embargo)}"
        if item.embargo
        else (item.pubstatus)
    )


def _time(moment: datetime | None) -> str | None:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else None


def _short(line: str) -> str:
    line = " ".join(line.split()) if not line.startswith("  ") else f"  {' '.join(line.split())}"
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
