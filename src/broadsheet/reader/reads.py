"""Beacons: a reader has read a story. Answered at once, noted in memory, written a second later."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from broadsheet.plates.hits import Apart, Flag, HitLog, clear_seen
from broadsheet.plates.salts import Salts
from broadsheet.reader.answers import Notices
from broadsheet.reader.beacons import PREFIX, Beacon, beacon
from broadsheet.reader.limits import MOST_CELLS, Limit
from broadsheet.reader.robots import is_robot
from broadsheet.reader.visitors import address_of, network_of, visitor_hash

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from broadsheet.reader.config import ReaderConfig

__all__ = ["PREFIX", "Reads"]

DAY = 86_400
# Clocks of telephones go wrong by so much without anybody's fault.
AHEAD = 120
# Of one address in a day: so many times as many reads of all stories as of one.
OF_ALL_STORIES = 100
# There are fewer addresses than pairs of address and story, and each has larger counters.
_CELLS_OF_ADDRESSES = MOST_CELLS // 4
_NO_STORE = ("Cache-Control", "no-store")
# A roll-up that lives clears what was seen of a day when it has counted its last minute; where none
# does, we do it so many seconds after midnight.
ROLL_UP_FIRST = 600
# The smallest picture: one transparent pixel (GIF89a).
_PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00"
    b"!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


class Reads:
    """Takes beacons for the logs in `folder`.

    Whatever it thinks of a beacon, it answers alike: who floods or forges learns nothing.
    """

    def __init__(self, config: ReaderConfig, folder: Path, salts: Salts | None = None) -> None:
        self._log = HitLog(folder, config.hits_limit, beside=self._forget)
        self._salts = salts or Salts(folder)
        self._folder = folder
        self._notices = Notices(config.page_headers)
        self._day = self._seen_day = 0
        self._trust = config.trust_forwarded_for
        # An address may be answered by every process.
        most = -(-config.reads_per_address // config.processes)
        self._of_story = Limit(most, DAY)
        self._of_all = Limit(most * OF_ALL_STORIES, DAY, _CELLS_OF_ADDRESSES)

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Answer a request below `PREFIX`."""
        now = int(time())
        said = beacon(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        if said is None:
            self._log.add_apart(now, Apart.MALFORMED)
            return self._notices.plain(environ, start_response, 404)
        method = environ["REQUEST_METHOD"]
        if said.is_picture:
            if method not in {"GET", "HEAD"}:
                return self._notices.plain(environ, start_response, 405, ("Allow", "GET, HEAD"))
            if method == "GET":
                self._note(environ, said, now)
            start_response("200 OK", _picture_headers())
            return [_PIXEL if method == "GET" else b""]
        if method != "POST":
            return self._notices.plain(environ, start_response, 405, ("Allow", "POST"))
        self._note(environ, said, now)
        start_response("204 No Content", [_NO_STORE])
        return []

    def _note(self, environ: WSGIEnvironment, said: Beacon, now: int) -> None:
        user_agent = environ.get("HTTP_USER_AGENT", "")
        own = now if said.second is None else min(said.second, now)
        if said.age is not None:
            own = now - said.age
        reason = self._suspicion(environ, said, now, user_agent)
        if reason is None:
            address = address_of(environ, trust_forwarded=self._trust)
            if self._floods(address, said.story, now):
                reason = Apart.FLOOD
            else:
                flags = Flag.PICTURE if said.is_picture else 0
                if said.age is not None or said.second is not None:
                    flags |= Flag.LATE
                salt = self._salts.of(now)
                visitor = visitor_hash(salt, address, user_agent, said.story, own // 60)
                self._log.add(now, own, said.story, visitor, flags, said.host)
        if reason is not None:
            self._log.add_apart(now, reason)

    def _suspicion(
        self, environ: WSGIEnvironment, said: Beacon, now: int, user_agent: str
    ) -> Apart | None:
        """What speaks against the beacon by itself, if anything."""
        second = said.second if said.age is None else now - said.age
        if second is not None and not now - DAY <= second <= now + AHEAD:
            return Apart.FORGED
        if "HTTP_SEC_PURPOSE" in environ or "HTTP_PURPOSE" in environ:
            return Apart.PRERENDERED
        if not _is_from_here(environ):
            return Apart.FORGED
        return Apart.ROBOT if is_robot(user_agent) else None

    def _forget(self) -> None:
        """What is known of visitors ends with the day (UTC); called once a second."""
        now = int(time())
        day, second = divmod(now, DAY)
        if day != self._day:
            self._day = day
            self._salts.forget(now)
            network_of.cache_clear()
            is_robot.cache_clear()
        if day != self._seen_day and second >= ROLL_UP_FIRST:
            self._seen_day = day
            clear_seen(self._folder, now)

    def _floods(self, address: str, story: int, now: int) -> bool:
        # Python's hashes of texts are keyed anew in each process: nobody can aim at a counter.
        whoever = hash(address)
        # In this order: stories that somebody invents fill nobody's counters.
        if self._of_all.is_reached(whoever, now):
            return True
        if self._of_story.is_over(hash((address, story)), now):
            return True
        self._of_all.add(whoever)
        return False


def _is_from_here(environ: WSGIEnvironment) -> bool:
    """Whether the browser says that a page of ours sent it, or says nothing.

    Other sites could else let their visitors send beacons. Where Fetch Metadata are sent they
    decide: an extension may hide the origin.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return bool(site == "same-origin")
    origin = environ.get("HTTP_ORIGIN")
    return origin is None or origin.partition("://")[2] == environ.get("HTTP_HOST")


def _picture_headers() -> list[tuple[str, str]]:
    return [
        ("Content-Type", "image/gif"),
        ("Content-Length", str(len(_PIXEL))),
        _NO_STORE,
        ("X-Content-Type-Options", "nosniff"),
    ]
