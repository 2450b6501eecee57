"""`broadsheet intake`: wire files into stories."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django

if TYPE_CHECKING:
    from broadsheet.desk.placement import Placement
    from broadsheet.wire.models import Provider

LARGEST = 50 * 1024 * 1024


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--provider", required=True, help="The agency that delivers.")
@click.option("--section", required=True, help="Name or slug of the section.")
@click.option("--special", help="Name or slug of a special; made where there is none.")
@click.option("--editor", default="", help="The printed editor credit.")
@click.option("--edition", "edition_code", help="Code of the edition. [default: the one at /]")
@click.option("--publish", is_flag=True, help="Publish at once; else drafts are made.")
@json_option
def intake(
    files: tuple[Path, ...],
    provider: str,
    section: str,
    special: str | None,
    editor: str,
    edition_code: str | None,
    publish: bool,
    as_json: bool,
) -> None:
    """Read wire items from FILEs, in every format that is understood, and make stories of them.

    NewsML, NITF, ninjs, feeds, IPTC 7901 and ANPA, plain or packed (gzip, zip): told by content.
    Prints one line an item. A refused file is kept with its reason, the others go on, and the exit
    status is 1. A repeated delivery changes nothing.

    \b
    Examples:
      broadsheet intake item.json --provider Xinhua --section Politics
      broadsheet intake *.json --provider Xinhua --section politics --publish --json
    """
    start_django()
    from broadsheet.desk.placement import NoSuchPlace, placement
    from broadsheet.wire.intake import provider_named

    output = Output(as_json=as_json)
    try:
        where = placement(
            section=section,
            special=special,
            editor=editor,
            publish=publish,
            edition_code=edition_code,
        )
        agency = provider_named(provider)
    except NoSuchPlace as error:
        raise click.ClickException(str(error)) from error
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--provider") from error
    refused = 0
    with click.progressbar(
        files, label="Reading", file=sys.stderr, hidden=as_json or len(files) < 5
    ) as counted:
        for path in counted:
            refused += not take_in(path, agency, where, output)
    if refused:
        sys.exit(1)


def take_in(path: Path, provider: Provider, where: Placement, output: Output) -> bool:
    """Take one file in and print a line for each of its items; whether all went well."""
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    from broadsheet.desk.actions.follow_wire import take_item
    from broadsheet.formats import FormatError
    from broadsheet.wire.intake import Rereading, finish, read, receive

    name = click.format_filename(path)

    def complain(reason: str) -> bool:
        output.complain(f"{name}: refused: {reason}", file=name, error=reason)
        return False

    try:
        content = read_file(path)
    except OSError as error:
        return complain(error.strerror or str(error))
    except ValueError as error:
        return complain(str(error))
    delivery = receive(provider, click.format_filename(path, shorten=True), content)
    try:
        items = read(delivery)
    except FormatError as error:
        return complain(str(error))
    reasons: list[str] = []
    if delivery.error:  # some files of an archive, or members of a message
        complain(delivery.error)
    rereading = Rereading(delivery, items)
    for item in items:
        try:
            action, story = take_item(rereading, item, where)
        except (ValidationError, DatabaseError) as error:
            messages = error.messages if isinstance(error, ValidationError) else [str(error)]
            reason = f"{item.guid}: {'; '.join(messages)}"
            reasons.append(reason)
            complain(reason)
            continue
        url = story.full_url if story and story.is_public() else None
        output.say(
            f"{action}: {story or item.guid}" + (f" → {url}" if url else ""),
            provider=provider.name,
            guid=item.guid,
            version=item.version,
            action=str(action),
            story=story.pk if story else None,
            url=url,
        )
    finish(delivery, reasons)
    return not delivery.error


def read_file(path: Path) -> bytes:
    """The content of a regular file. Raises OSError, or ValueError for anything else or larger."""
    if path.exists() and not path.is_file():
        raise ValueError("not a file" if not path.is_dir() else "a folder; name the files in it")
    with path.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"larger than {LARGEST // 1024**2} MiB")
    return content
