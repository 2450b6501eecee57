"""`broadsheet nginx`: a configuration for nginx in front."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from broadsheet.site.environment import read

_NAME = re.compile(r"[A-Za-z0-9*._-]+")


def _names(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> list[str]:
    names = list(given) or [urlsplit(read("BROADSHEET_SITE_URL")).hostname or "localhost"]
    for name in names:
        if not _NAME.fullmatch(name):
            raise click.BadParameter(f"{name!r} is no host name")
    return names


def _networks(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> list[str]:
    try:
        return [str(ipaddress.ip_network(one)) for one in given]
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _addresses(
    context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> list[str]:
    try:
        found = [ipaddress.ip_address(one) for one in given]
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    return [f"[{one}]" if one.version == 6 else str(one) for one in found]


@click.command()
@click.option(
    "--server-name",
    "names",
    multiple=True,
    callback=_names,
    help="Host name of the paper; may be repeated. [default: that of BROADSHEET_SITE_URL]",
)
@click.option(
    "--address",
    "addresses",
    multiple=True,
    callback=_addresses,
    help="Address to listen on; may be repeated. [default: all]",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="Port to listen on. [default: 443 with a certificate, else 80]",
)
@click.option(
    "--plain-port",
    type=click.IntRange(1, 65535),
    default=80,
    show_default=True,
    help="With a certificate: the port whose visitors are sent to https.",
)
@click.option(
    "--tls-certificate",
    "certificate",
    type=click.Path(path_type=Path),
    help="PEM file of the certificate and its chain.",
)
@click.option(
    "--tls-key",
    "key",
    type=click.Path(path_type=Path),
    help="PEM file of its key. [default: privkey.pem beside the certificate]",
)
@click.option(
    "--trusted-proxy",
    "trusted",
    multiple=True,
    callback=_networks,
    help="Address or network of a proxy or CDN in front of nginx; may be repeated.",
)
def nginx(
    names: list[str],
    addresses: list[str],
    port: int | None,
    plain_port: int,
    certificate: Path | None,
    key: Path | None,
    trusted: list[str],
) -> None:
    """Print a configuration for nginx: it serves plates, static files and media, we the rest.

    \b
    Examples:
      broadsheet nginx --server-name news.example > /etc/nginx/conf.d/news.conf
      broadsheet nginx --tls-certificate /etc/letsencrypt/live/news.example/fullchain.pem
    """
    from broadsheet.site import reading
    from broadsheet.site.nginx import Front, Unquotable, configuration

    if key and not certificate:
        raise click.UsageError("--tls-key goes with --tls-certificate.")
    front = Front(
        names=tuple(names),
        application=application(read("HOST"), read("PORT")),
        port=port or (443 if certificate else 80),
        plain_port=plain_port,
        certificate=certificate.absolute() if certificate else None,
        key=(key or certificate.with_name("privkey.pem")).absolute() if certificate else None,
        addresses=tuple(addresses),
        trusted=tuple(trusted),
    )
    config = reading.config()
    if not certificate and not trusted:
        # Over plain http browsers must not be told to remember that there is https.
        config = replace(config, hsts="")
    home: Path = read("BROADSHEET_HOME")
    try:
        click.echo(configuration(config, front, home / reading.UNAVAILABLE), nl=False)
    except Unquotable as error:
        raise click.ClickException(str(error)) from error


def application(host: str, port: int) -> str:
    """Where `broadsheet serve` is reached from this machine when it listens on `host`."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    return f"[{near}]:{port}" if ":" in near else f"{near}:{port}"
