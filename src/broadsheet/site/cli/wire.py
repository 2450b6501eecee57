"""`broadsheet wire`: agencies, how their deliveries come, and how that goes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from broadsheet.site.cli.output import Output, json_option
from broadsheet.site.cli.start import start_django

if TYPE_CHECKING:
    from broadsheet.wire.health import ProviderHealth
    from broadsheet.wire.models import Delivery, Provider


@click.group()
def wire() -> None:
    """Bring agencies in, and see how their wires stand.

    \b
    Examples:
      broadsheet wire provider "Tide Wire" --zone Europe/Lisbon --warn-after 30
      broadsheet wire channel "Tide Wire" --folder wire/tide
      broadsheet wire status
      broadsheet wire replay --rejected
    """


@wire.command()
@click.argument("name")
@click.option("--zone", help="Time zone of times that come without one.")
@click.option("--encoding", help="What its text is in that does not say so. Empty: as found.")
@click.option("--credit", help="The printed credit. Empty: what each item says.")
@click.option("--warn-after", type=click.IntRange(0), help="Minutes of silence. 0: never warn.")
@click.option("--trusted/--not-trusted", default=None, help="Whether rules may publish its items.")
@click.option(
    "--versions",
    type=click.Choice(["numbers", "times"]),
    help="What tells which version is newer.",
)
@click.option("--on/--off", default=None, help="Whether anything is taken in from it.")
@json_option
def provider(
    name: str,
    zone: str | None,
    encoding: str | None,
    credit: str | None,
    warn_after: int | None,
    trusted: bool | None,
    versions: str | None,
    on: bool | None,
    as_json: bool,
) -> None:
    """Bring in the agency NAME, or change what is known of it.

    \b
    Examples:
      broadsheet wire provider "Tide Wire" --zone Europe/Lisbon --warn-after 30
      broadsheet wire provider "Tide Wire" --trusted
    """
    agency = named(name)
    from broadsheet.formats import encoding_named

    try:
        encoding = encoding_named(encoding) if encoding else encoding
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--encoding") from error
    changes = {
        "zone": zone,
        "encoding": encoding,
        "credit_line": credit,
        "warn_after": warn_after,
        "trusted": trusted,
        "version_order": versions,
        "active": on,
    }
    for field, value in changes.items():
        if value is not None:
            setattr(agency, field, value)
    agency.warn_after = agency.warn_after or None
    save(agency)
    known = {field: getattr(agency, field) for field in changes}
    Output(as_json=as_json).say(
        f"{agency}: times in {agency.zone}, "
        + (f"text in {agency.encoding}, " if agency.encoding else "")
        + f"versions by {agency.version_order}, "
        + (f"warns after {agency.warn_after} minutes" if agency.warn_after else "never warns")
        + (", trusted" if agency.trusted else "")
        + ("" if agency.active else ", off"),
        provider=agency.name,
        slug=agency.slug,
        **known,
    )


@wire.command()
@click.argument("name", metavar="PROVIDER")
@click.option("--poll", metavar="URL", help="Ask this address again and again.")
@click.option("--folder", metavar="PATH", help="Watch this folder; below BROADSHEET_HOME if short.")
@click.option("--every", type=click.IntRange(5), default=60, show_default=True, help="Seconds.")
@click.option("--private", is_flag=True, help="The address may be in a private network.")
@click.option("--off", is_flag=True, help="Listen there no longer.")
@json_option
def channel(
    name: str,
    poll: str | None,
    folder: str | None,
    every: int,
    private: bool,
    off: bool,
    as_json: bool,
) -> None:
    """Let the deliveries of PROVIDER come from an address or a folder.

    \b
    Examples:
      broadsheet wire channel "Tide Wire" --folder wire/tide
      broadsheet wire channel "Tide Wire" --poll https://tide.example/feed.xml --every 300
    """
    if (poll is None) == (folder is None):
        raise click.UsageError("Give --poll or --folder.")
    agency = named(name)
    from broadsheet.wire.models import Channel

    found, _ = Channel.objects.update_or_create(
        provider=agency,
        kind=Channel.Kind.FOLDER if folder else Channel.Kind.POLL,
        address=folder or poll,
        defaults={"every": every, "allow_private": private, "active": not off, "next_at": None},
    )
    where = found.address
    if folder:
        from broadsheet.wire.transports.folder import make

        where = f"{make(found)}/in"
    Output(as_json=as_json).say(
        f"{agency}: {'listens no longer to' if off else 'listens to'} {where}",
        provider=agency.name,
        kind=found.kind,
        address=where,
        active=found.active,
    )


@wire.command()
@click.argument("name", metavar="PROVIDER")
@json_option
def token(name: str, as_json: bool) -> None:
    """Make the token with which PROVIDER posts. It is shown once; the one before it is void.

    \b
    Example:
      broadsheet wire token "Tide Wire"
    """
    agency = named(name)
    from django.conf import settings

    from broadsheet.wire.transports.push import new_token

    address = f"{settings.BROADSHEET_SITE_URL}/wire/{agency.slug}/"
    made = new_token(agency)
    Output(as_json=as_json).say(
        f"POST {address}\nAuthorization: Bearer {made}",
        provider=agency.name,
        address=address,
        token=made,
    )


@wire.command()
@json_option
def status(as_json: bool) -> None:
    """Say how every agency's wire stands. Exit status 1 if one is silent or in trouble.

    \b
    Example:
      broadsheet wire status
    """
    start_django()
    from broadsheet.wire.health import standing

    output = Output(as_json=as_json)
    found = standing()
    for one in found:
        tell(one, output)
    if not found:
        output.say("No agency yet: `broadsheet wire provider NAME` brings one in.")
    if any(one.silent or one.troubles for one in found):
        sys.exit(1)


def tell(one: ProviderHealth, output: Output) -> None:
    """Print a line for one provider, and one for each of its troubles."""
    last = f"last {one.last_item_at:%Y-%m-%d %H:%M:%S} UTC" if one.last_item_at else "nothing yet"
    line = (
        f"{one.provider}: {last}, {one.items:,} items in 24 hours, "
        f"{one.waiting:,} deliveries waiting, {one.rejected:,} rejected"
    )
    trouble = [f"silent for more than {one.provider.warn_after} minutes"] if one.silent else []
    lines = [line, *(f"  {each}" for each in (*trouble, *one.troubles))]
    output.say(
        "\n".join(lines),
        provider=one.provider.name,
        last_item_at=one.last_item_at.isoformat() if one.last_item_at else None,
        items=one.items,
        waiting=one.waiting,
        rejected=one.rejected,
        silent=one.silent,
        troubles=one.troubles,
    )


@wire.command()
@click.argument("deliveries", nargs=-1, type=int, metavar="[DELIVERY]...")
@click.option("--rejected", is_flag=True, help="Every delivery that could not be read.")
@json_option
def replay(deliveries: tuple[int, ...], rejected: bool, as_json: bool) -> None:
    """Take deliveries in once more, by their numbers; what went well then changes nothing.

    Exit status 1 if one of them, or an item of it, is refused again.

    \b
    Examples:
      broadsheet wire replay 17 18
      broadsheet wire replay --rejected
    """
    if bool(deliveries) == rejected:
        raise click.UsageError("Give the numbers of deliveries, or --rejected.")
    start_django()
    from broadsheet.wire.models import Delivery

    wanted = Delivery.objects.select_related("provider").order_by("pk")
    wanted = wanted.filter(state="rejected") if rejected else wanted.filter(pk__in=deliveries)
    output = Output(as_json=as_json)
    failed = False
    # One at a time: they are kept whole, and there may be many.
    numbers = list(wanted.values_list("pk", flat=True))
    for number in sorted(set(deliveries).difference(numbers)):
        failed = True
        output.complain(f"{number}: there is no such delivery", delivery=number, error="unknown")
    for number in numbers:
        failed = not take_again(wanted.get(pk=number), output) or failed
    if failed:
        sys.exit(1)


def take_again(delivery: Delivery, output: Output) -> bool:
    """Take one delivery in and print a line; whether all went well."""
    from broadsheet.wire.intake import NoLongerKept, take_in_again

    try:
        kept = take_in_again(delivery)
    except NoLongerKept as error:
        said = {"delivery": delivery.pk, "name": delivery.name, "error": str(error)}
        output.complain(f"{delivery.pk}: {delivery.name}: {error}", **said)
        return False
    said = {
        "delivery": delivery.pk,
        "name": delivery.name,
        "items": len(kept),
        "arrivals": [str(one.arrival) for one in kept],
    }
    if delivery.error:
        output.complain(f"{delivery.pk}: {delivery.name}: refused: {delivery.error}", **said)
    else:
        output.say(f"{delivery.pk}: {delivery.name}: {len(kept)} items", **said)
    return not delivery.error


def named(name: str) -> Provider:
    """The provider of that name, made where there is none. Raises `BadParameter`."""
    start_django()
    from broadsheet.wire.intake import provider_named

    try:
        return provider_named(name)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="PROVIDER") from error


def save(agency: Provider) -> None:
    """Check and save a provider. Raises `ClickException`."""
    from django.core.exceptions import ValidationError

    try:
        agency.full_clean()
    except ValidationError as error:
        raise click.ClickException("; ".join(error.messages)) from error
    agency.save()
