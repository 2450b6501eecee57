"""Which other sites may stand in a frame, and how their pages become frames.

Nothing of them loads until the reader asks: the page holds a link, which the script turns into a
sandboxed frame on a click. The content security policy allows frames from `FRAME_HOSTS` alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_TOKEN = re.compile(r"^[A-Za-z0-9_-]{1,40}$")


@dataclass(frozen=True)
class Provider:
    """A site whose videos can be framed: the hosts of its pages, and the host of its player."""

    key: str
    name: str
    hosts: frozenset[str]
    frame_host: str


@dataclass(frozen=True)
class Player:
    """The frame of one page: who provides it, and its address."""

    provider: Provider
    frame_url: str


YOUTUBE = Provider(
    "youtube",
    "YouTube",
    frozenset({"www.youtube.com", "m.youtube.com", "youtube.com", "youtu.be"}),
    "www.youtube-nocookie.com",
)
VIMEO = Provider("vimeo", "Vimeo", frozenset({"vimeo.com", "www.vimeo.com"}), "player.vimeo.com")
BILIBILI = Provider(
    "bilibili",
    "Bilibili",
    frozenset({"www.bilibili.com", "m.bilibili.com", "bilibili.com"}),
    "player.bilibili.com",
)

PROVIDERS: tuple[Provider, ...] = (YOUTUBE, VIMEO, BILIBILI)
# Players whose address isn't in the page's own: their providers tell it (oEmbed).
TOLD_FRAME_HOSTS = ("geo.dailymotion.com", "open.spotify.com", "w.soundcloud.com")
FRAME_HOSTS: tuple[str, ...] = tuple(
    f"https://{host}"
    for host in (*(provider.frame_host for provider in PROVIDERS), *TOLD_FRAME_HOSTS)
)


def is_framed(url: str) -> bool:
    """Whether `url` is an address that the content security policy lets into a frame."""
    return url.startswith(tuple(f"{host}/" for host in FRAME_HOSTS))


def player_for(url: str) -> Player | None:
    """The frame for the page at `url`, or `None` when its address alone doesn't tell."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    provider = next((each for each in PROVIDERS if host in each.hosts), None)
    if provider is None:
        return None
    segments = [segment for segment in parts.path.split("/") if segment]
    token = _video_id(provider, host, segments, parse_qs(parts.query))
    if token is None or not _TOKEN.match(token):
        return None
    return Player(provider, _frame_url(provider, token))


def _video_id(
    provider: Provider, host: str, segments: list[str], query: dict[str, list[str]]
) -> str | None:
    if provider is YOUTUBE:
        if host == "youtu.be":
            return segments[0] if segments else None
        if segments[:1] == ["watch"]:
            return query.get("v", [None])[0]
        if len(segments) == 2 and segments[0] in {"shorts", "live", "embed"}:
            return segments[1]
        return None
    if provider is VIMEO:
        return segments[-1] if segments and segments[-1].isdigit() else None
    if len(segments) == 2 and segments[0] == "video" and segments[1].startswith("BV"):
        return segments[1]
    return None


def _frame_url(provider: Provider, token: str) -> str:
    if provider is YOUTUBE:
        return f"https://{provider.frame_host}/embed/{token}?autoplay=1"
    if provider is VIMEO:
        return f"https://{provider.frame_host}/video/{token}?autoplay=1&dnt=1"
    return f"https://{provider.frame_host}/player.html?bvid={token}&autoplay=1"
