"""Every setting that comes from the environment, in one register."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from broadsheet.site.cdns import read_cdns

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingError(Exception):
    """A setting has a value that can't be used; the message says which, and what to write."""


@dataclass(frozen=True)
class Variable:
    """One environment variable: its name, default, how it is read, and what it means.

    What is wrong with a `secret` one is told without its value.
    """

    name: str
    default: str
    read: Callable[[str], Any]
    help: str
    secret: bool = False

    def value(self) -> Any:
        """The value in the environment, or the default. Raises `SettingError`."""
        text = os.environ.get(self.name, "").strip() or self.default
        try:
            return self.read(text)
        except ValueError as error:
            told = self.name if self.secret else f"{self.name}={text!r}"
            raise SettingError(f"{told} can't be used: {error}") from error


def _path(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _flag(text: str) -> bool:
    if text.lower() in {"1", "yes", "true", "on"}:
        return True
    if text.lower() in {"0", "no", "false", "off", ""}:
        return False
    raise ValueError("write yes or no")


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ValueError("write a port between 1 and 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError("write a whole number from 1 on")
    return int(text)


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > 36500:
        raise ValueError("write a whole number of days, 0 for ever")
    return int(text)


def _at_most_255(text: str) -> int:
    if not text.isdecimal() or int(text) > 255:
        raise ValueError("write a whole number from 0 to 255")
    return int(text)


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _address(text: str) -> str:
    if not text:
        return ""
    parts = urlsplit(text)
    try:
        sound = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ValueError("write a whole address, such as https://news.example")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("write it without a path: the paper stands at the root of its host")
    return text.rstrip("/")


def _settings_module(text: str) -> str:
    if text not in {"embedded", "production"}:
        raise ValueError("write embedded or production")
    return text


def _level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise ValueError(f"write one of {', '.join(LOG_LEVELS)}")
    return text.upper()


VARIABLES = {
    variable.name: variable
    for variable in (
        Variable(
            "BROADSHEET_HOME",
            "var",
            _path,
            "Folder for everything that is written: database, pictures, secrets, caches.",
        ),
        Variable(
            "BROADSHEET_SETTINGS",
            "embedded",
            _settings_module,
            "Which settings module runs: `embedded` (one machine, SQLite) or `production`.",
        ),
        Variable("HOST", "127.0.0.1", str, "Address that `broadsheet serve` listens on."),
        Variable("PORT", "8000", _port, "Port that `broadsheet serve` listens on."),
        Variable("BROADSHEET_WORKERS", "2", _count, "Worker processes of `broadsheet serve`."),
        Variable(
            "BROADSHEET_SITE_URL",
            "",
            _address,
            "Public address of the site, for feeds, sitemaps and shared links. "
            "Empty: `http://HOST:PORT`.",
        ),
        Variable(
            "BROADSHEET_ALLOWED_HOSTS",
            "",
            _list,
            "Host names the site answers to, with commas between. Empty: the host of "
            "BROADSHEET_SITE_URL, and loopback in the embedded settings.",
        ),
        Variable(
            "BROADSHEET_DATABASE_URL",
            "",
            str,
            "`postgresql://user:password@host:port/name`. Empty: SQLite in BROADSHEET_HOME.",
        ),
        Variable(
            "BROADSHEET_SECRET_KEY",
            "",
            str,
            "Key that signs sessions. Empty: generated once into BROADSHEET_HOME.",
        ),
        Variable(
            "BROADSHEET_DEMO",
            "yes",
            _flag,
            "Whether the first `make serve` fills an empty database with the demo newspaper.",
        ),
        Variable(
            "BROADSHEET_BEHIND_PROXY",
            "no",
            _flag,
            "Trust `X-Forwarded-For`, in production `X-Forwarded-Proto` too, of a proxy in front.",
        ),
        Variable(
            "BROADSHEET_EMAIL_URL",
            "",
            str,
            "`smtp://user:password@host:port` for password mails. Empty: mails are written into "
            "BROADSHEET_HOME/mail.",
        ),
        Variable(
            "BROADSHEET_PLATES_FSYNC",
            "no",
            _flag,
            "Whether each plate is on the disk before it takes its place. Without, a power cut may "
            "cost plates, which are pressed again; with it, pressing waits for the disk.",
        ),
        Variable(
            "BROADSHEET_READER_MEMORY",
            "64",
            _count,
            "Megabytes of plates and small files that each worker process keeps in memory.",
        ),
        Variable(
            "BROADSHEET_CACHE_TAGS",
            "no",
            _flag,
            "Whether pages say what they show, as `Cache-Tag` and `Surrogate-Key`, for a CDN that "
            "purges by tag.",
        ),
        Variable(
            "BROADSHEET_PURGE_URL",
            "",
            _address,
            "Address of a cache in front, such as Varnish, that is sent PURGE for each page that "
            "was pressed again.",
        ),
        Variable(
            "BROADSHEET_PURGE_CDN",
            "",
            read_cdns,
            "The CDN that is told which pages have changed, as a JSON object: `BACKEND` is "
            "`cloudflare`, `cloudfront`, `azure-front-door` or `azure-cdn`, with that one's "
            "options. A list of such objects for several.",
            secret=True,
        ),
        Variable(
            "BROADSHEET_READS_PER_ADDRESS",
            "6",
            _at_most_255,
            "Reads of one story that count from one network address in 24 hours, up to 255; more "
            "are counted apart, as floods, and so is what goes beyond a hundred times as many of "
            "all stories. 0: all count.",
        ),
        Variable(
            "BROADSHEET_WIRE_KEEP_DAYS",
            "90",
            _days,
            "Days for which the content of what agencies delivered is kept to be read once more; "
            "four times as long where it was refused. 0: for ever. Items and stories stay.",
        ),
        Variable("BROADSHEET_LOG_LEVEL", "INFO", _level, "DEBUG, INFO, WARNING or ERROR."),
    )
}


def read(name: str) -> Any:
    """The value of the registered variable `name`."""
    return VARIABLES[name].value()
