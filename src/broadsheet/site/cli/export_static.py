"""`broadsheet export-static`: a copy of the paper for any static host."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django

TELL_EVERY_SECONDS = 5.0


def _web_address(context: click.Context, option: click.Parameter, given: str) -> str:
    if given and (urlsplit(given).scheme not in {"http", "https"} or not urlsplit(given).hostname):
        raise click.BadParameter("write a whole address, such as https://news.example/search/")
    return given


@click.command("export-static")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--search-at",
    default="",
    callback=_web_address,
    help="Address of a search that runs, for the copy's search page to lead to.",
)
@json_option
def export_static(target: Path, search_at: str, as_json: bool) -> None:
    """Write a browsable copy of the public paper into DIR: pages, feeds, pictures, styles.

    DIR must be empty or a former copy, which is replaced when the new one is whole. Serve it from
    the root of a host. What needs the application, search and the desk, is not in it.

    \b
    Examples:
      broadsheet export-static /srv/www/news
      broadsheet export-static ./copy --search-at https://news.example/search/
    """
    start_django()
    from broadsheet.site.export import ExportFailed, TargetTaken, export

    output = Output(as_json=as_json)
    began = told = monotonic()

    def tell(what: str, number: int) -> None:
        nonlocal told
        if monotonic() - told > TELL_EVERY_SECONDS:
            told = monotonic()
            output.say(f"  {number:,} {what}", done=False, **{what: number})

    try:
        done = export(target.absolute(), search_at=search_at, tell=tell)
    except TargetTaken as error:
        raise click.ClickException(str(error)) from error
    except ExportFailed as error:
        for one in error.failed:
            output.complain(f"{one.path}: {one.error}", path=one.path, error=one.error)
        raise click.ClickException(f"{error}. Nothing was written to {target}.") from error
    except OSError as error:
        raise click.ClickException(f"{error}. Nothing was written to {target}.") from error
    for path, reason in done.left_out:
        output.complain(f"Left out: {path}: {reason}", path=path, left_out=reason)
    for path, page in done.broken:
        output.complain(f"Leads nowhere: {path}, on {page or 'no page'}", path=path, broken_on=page)
    output.say(
        f"{done.pages:,} pages and {done.files:,} files, {done.size / 1024**2:.1f} MiB, "
        f"in {target} after {monotonic() - began:.0f} seconds.",
        pages=done.pages,
        files=done.files,
        bytes=done.size,
        left_out=len(done.left_out),
        broken=len(done.broken),
        seconds=round(monotonic() - began, 1),
        done=True,
    )
