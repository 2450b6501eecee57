"""The WSGI callable: a plate in, bytes out; anything else goes on to Django."""

from __future__ import annotations

import logging
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from time import monotonic
from typing import TYPE_CHECKING

from broadsheet.plates import file_for
from broadsheet.reader import addresses
from broadsheet.reader.absences import STATUSES, Absences, asked_again
from broadsheet.reader.answers import ALLOW, ALLOW_POST, Notices, send_rendered, status_line
from broadsheet.reader.backstage import Backstage, in_a_line
from broadsheet.reader.dead_ends import DeadEnds
from broadsheet.reader.files import send_large, send_variant
from broadsheet.reader.folders import Folder, LargeFile
from broadsheet.reader.hosts import Hosts, is_secure
from broadsheet.reader.joining import Joining
from broadsheet.reader.memory import Memory, Shelf
from broadsheet.reader.places import Places, Unavailable
from broadsheet.reader.plates_on_disk import PlatesOnDisk
from broadsheet.reader.reads import PREFIX, Reads
from broadsheet.reader.refusals import refusal
from broadsheet.reader.stale_plates import StalePlates
from broadsheet.reader.tally import Tally
from broadsheet.reader.turns import Turns
from broadsheet.reader.unavailable import UnavailablePages
from broadsheet.reader.unpressed import Unpressed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

    from broadsheet.reader.config import ReaderConfig
    from broadsheet.reader.rendered import Rendered
    from broadsheet.reader.variant import Variant

# What makes an answer more than the variant as it stands.
_CONDITIONS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_RANGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
)

log = logging.getLogger("broadsheet.reader")


class Reader:
    """Serves plates, static files and media; knows who answers for everything else.

    `fallback` makes Django's WSGI application: called when first needed, again later if it raises.
    `render(path)` answers for the public page at the decoded `path`, and presses it where it can
    be pressed, and is called only after `fallback` has returned. `stale(path)` is told of a plate
    that is marked stale, from a thread of its own. Whichever raises, plates are served.
    """

    def __init__(
        self,
        config: ReaderConfig,
        fallback: Callable[[], WSGIApplication],
        render: Callable[[str], Rendered],
        stale: Callable[[str], object],
    ) -> None:
        self.config = config
        self._render = render
        places = Places(config.backstage_places, config.crowd_seconds)
        self._backstage = Backstage(fallback, places, config.render_wait_seconds)
        self._plates = PlatesOnDisk(config)
        self._folders = _folders(config)
        self._icons = _icons(config, self._folders)
        self._notices = Notices(config.page_headers)
        self._insecure_notices = Notices(config.security_headers)
        self._tally = Tally(config.tree / ".reads")
        self._memory = Memory(config.memory, self._tally.add)
        self._absences = Absences(
            config.tree / ".changed", config.absences_memory, config.absence_seconds
        )
        self._dead_ends = DeadEnds(
            self._backstage,
            self._absences,
            Joining(places, wait_seconds=config.render_wait_seconds),
        )
        self._unpressed = Unpressed(config.unpressed_seconds)
        self._joining: Joining[Rendered | None] = Joining(
            places, wait_seconds=config.render_wait_seconds
        )
        self._turns = Turns(config.tree / ".locks", config.render_wait_seconds)
        self._stale = StalePlates(stale)
        self._unavailable = UnavailablePages(config)
        self._hosts = Hosts(config.allowed_hosts)
        self._reads = Reads(config, config.hits) if config.hits else None
        self._posted = config.posted_prefixes if config.hits else (*config.posted_prefixes, PREFIX)
        self._insist = config.redirect_to_https
        self._trust = config.trust_forwarded_proto
        # What the hot path asks, one look-up nearer.
        self._by_header = self._memory.by_header
        self._known_hosts = self._hosts.known
        self._longest_query = config.longest_query

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        is_plain = (
            environ.get("HTTP_HOST") in self._known_hosts
            and len(environ.get("QUERY_STRING", "")) <= self._longest_query
            and not (self._insist and not is_secure(environ, trust_forwarded=self._trust))
        )
        method = environ["REQUEST_METHOD"]
        shelf = self._by_header.get(environ.get("HTTP_ACCEPT_ENCODING", ""))
        if is_plain and method == "GET" and shelf is not None:
            variant = shelf.get(environ.get("PATH_INFO", ""))
            if variant is not None and _is_fresh(variant):
                variant.reads += 1
                if monotonic() > self._tally.due:
                    self._write_tally()
                if environ.keys().isdisjoint(_CONDITIONS):
                    # Copies: the server may change the lists (PEP 3333).
                    start_response("200 OK", variant.headers[:])
                    return [variant.body]
                return send_variant(environ, start_response, variant, self._notices)
        try:
            is_beacon = method == "POST" and environ.get("PATH_INFO", "").startswith(PREFIX)
            if is_plain and is_beacon and self._reads is not None:
                return self._reads.answer(environ, start_response)
            return self._answer(environ, start_response)
        except Exception:
            log.exception("%s could not be answered", environ.get("PATH_INFO"))
            page = self._unavailable.page(environ.get("PATH_INFO", "/"))
            start_response(status_line(page.status), list(page.headers), sys.exc_info())
            return [b"" if method == "HEAD" else page.body]

    def preload(self) -> None:
        """Begin to load Django, before it is needed."""
        self._backstage.begin_to_load()

    def _answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The long way: everything is looked at once."""
        environ.setdefault("PATH_INFO", "/")
        if absolute := addresses.split_absolute(environ["PATH_INFO"]):
            environ = {**environ, "HTTP_HOST": absolute[0], "PATH_INFO": absolute[1]}
        insecure = self._insist and not is_secure(environ, trust_forwarded=self._trust)
        notices = self._insecure_notices if insecure else self._notices
        if status := refusal(environ, self.config):
            return notices.plain(environ, start_response, status)
        method = environ["REQUEST_METHOD"]
        if method == "OPTIONS" and environ["PATH_INFO"] == "*":
            return notices.options(start_response)
        try:
            path = addresses.decoded(environ["PATH_INFO"])
        except addresses.Malformed:
            return notices.plain(environ, start_response, 400)
        host = environ.get("HTTP_HOST", "")
        if not self._hosts.allow(host):
            return notices.wrong_host(environ, start_response)
        if insecure:
            location = f"https://{host}{_with_query(path, environ)}"
            return notices.redirect(environ, start_response, location)
        if self._reads is not None and path.startswith(PREFIX):
            return self._reads.answer(environ, start_response)
        if method == "TRACE":
            # What stands in a browser's request is shown to no script (RFC 9110 section 9.3.8).
            return notices.plain(environ, start_response, 405, self._allow(path))
        if path.startswith(self.config.private_prefixes):
            return self._pass_on(environ, start_response, path, public=False)
        if addresses.is_dotted(path):
            return notices.plain(environ, start_response, 400)
        if method not in {"GET", "HEAD"}:
            return self._other_method(environ, start_response, path)
        for folder in self._folders:
            if path.startswith(folder.prefix):
                return self._file(environ, start_response, folder, path)
        if icon := self._icons.get(path):
            return self._file(environ, start_response, *icon)
        return self._page(environ, start_response, unicodedata.normalize("NFC", path))

    def _page(
        self, environ: WSGIEnvironment, start_response: StartResponse, path: str
    ) -> Iterable[bytes]:
        name = file_for(path)
        if name is None:
            if "//" in path:
                location = _with_query(addresses.collapsed(path), environ)
                return self._notices.redirect(environ, start_response, location)
            if self._is_slash_missing(path):
                return self._add_slash(environ, start_response, path)
            return self._dead_end_or_pass_on(environ, start_response, path)
        variant = self._plate(environ, path, name)
        if variant is not None:
            return self._serve(environ, start_response, variant)
        if marker := self._plates.marker(name):
            return send_rendered(environ, start_response, marker)
        if self._is_slash_missing(path):
            return self._add_slash(environ, start_response, path)
        has_query = bool(addresses.without_tracking(environ.get("QUERY_STRING", "")))
        if has_query and path in self._unpressed:
            return self._dead_end_or_pass_on(environ, start_response, path)
        try:
            rendered = self._absences.get(path) or self._rendered(path, name)
        except Unavailable:
            return send_rendered(environ, start_response, self._unavailable.page(path))
        if rendered is None or rendered.status not in STATUSES:
            variant = self._plate(environ, path, name)
            if variant is not None:
                return self._serve(environ, start_response, variant)
        if rendered is None:  # pressed and gone again in this instant
            return self._pass_on(environ, start_response, path)
        if has_query and not rendered.not_kept:
            return self._of_query(environ, start_response, path, name, rendered)
        return send_rendered(environ, start_response, asked_again(rendered))

    def _of_query(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        path: str,
        name: str,
        rendered: Rendered,
    ) -> Iterable[bytes]:
        """`rendered` without the query became no plate: the query may mean something to Django.

        A search does, and so may a redirect that somebody has made for this very query.
        """
        if rendered.status not in STATUSES:
            self._unpressed.note(path)
        elif marker := self._plates.marker(name):
            return send_rendered(environ, start_response, marker)
        return self._dead_end_or_pass_on(environ, start_response, path)

    def _plate(self, environ: WSGIEnvironment, path: str, name: str) -> Variant | None:
        """The plate of `path` as it lies on disk now, from memory if that still has it."""
        liked, shelf = self._memory.shelf(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = environ["PATH_INFO"]
        variant = self._kept(shelf, key)
        if variant is None:
            variant = self._plates.load(path, name, liked)
            if variant is None:
                return None
            self._memory.put(shelf, key, variant)
            if variant.stale:
                self._stale.note(path, variant.modified)
        return variant

    def _kept(self, shelf: Shelf, key: str) -> Variant | None:
        variant = shelf.get(key)
        if variant is None or _is_fresh(variant):
            return variant
        self._memory.forget(shelf, key, variant)
        return None

    def _serve(
        self, environ: WSGIEnvironment, start_response: StartResponse, variant: Variant
    ) -> Iterable[bytes]:
        variant.reads += 1
        if monotonic() > self._tally.due:
            self._write_tally()
        return send_variant(environ, start_response, variant, self._notices)

    def _rendered(self, path: str, name: str) -> Rendered | None:
        """What Django says of `path`, asked once for all who wait. May raise `Unavailable`."""

        def ask(_inside: ExitStack) -> Rendered | None:
            self._backstage.load()
            with self._turns.hold(path):
                # Whoever had the turn before us may have pressed it.
                if self._plates.exists(name):
                    return None
                if known := self._absences.get(path):
                    return known
                change = self._absences.change()
                rendered = self._render(path)
            if rendered.status in STATUSES:
                rendered = asked_again(rendered)
                self._absences.put(path, change, rendered)
            return rendered

        try:
            rendered = self._joining.call(path, ask)
        except Unavailable:
            raise
        except TimeoutError as error:
            raise Unavailable("took too long") from error
        except Exception as error:
            log.warning("%s could not be rendered: %s", path, in_a_line(error))
            raise Unavailable("could not be rendered") from error
        if rendered is not None and rendered.status == 503:
            raise Unavailable("out of order")
        return rendered

    def _file(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        folder: Folder,
        path: str,
    ) -> Iterable[bytes]:
        """A static file or an upload."""
        inside = self.config.media_kept_inside
        if folder.uploaded and path[len(folder.prefix) :].startswith(inside):
            return self._pass_on(environ, start_response, path)
        liked, shelf = self._memory.shelf(environ.get("HTTP_ACCEPT_ENCODING", ""))
        key = environ["PATH_INFO"]
        found: Variant | LargeFile | None = self._kept(shelf, key) or folder.load(path, liked)
        if found is None:
            return self._notices.plain(environ, start_response, 404)
        if isinstance(found, LargeFile):
            return send_large(environ, start_response, found, self._notices)
        if shelf.get(key) is not found:
            self._memory.put(shelf, key, found)
        return send_variant(environ, start_response, found, self._notices)

    def _other_method(
        self, environ: WSGIEnvironment, start_response: StartResponse, path: str
    ) -> Iterable[bytes]:
        """What is public can only be read, but for what Django takes forms and deliveries at."""
        if path.startswith(self._posted):
            return self._pass_on(environ, start_response, path)
        if environ["REQUEST_METHOD"] == "OPTIONS":
            return self._notices.options(start_response)
        return self._notices.plain(environ, start_response, 405, ALLOW)

    def _allow(self, path: str) -> tuple[str, str]:
        takes = path.startswith((*self.config.private_prefixes, *self._posted))
        return ALLOW_POST if takes else ALLOW

    def _add_slash(
        self, environ: WSGIEnvironment, start_response: StartResponse, path: str
    ) -> Iterable[bytes]:
        return self._notices.redirect(environ, start_response, _with_query(f"{path}/", environ))

    def _is_slash_missing(self, path: str) -> bool:
        name = None if path.endswith("/") else file_for(f"{path}/")
        return name is not None and self._plates.exists(name)

    def _pass_on(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        path: str,
        *,
        public: bool = True,
    ) -> Iterable[bytes]:
        """Django's answer, or the 503 page."""
        try:
            return self._backstage.answer(environ, start_response, public=public)
        except Unavailable:
            return send_rendered(environ, start_response, self._unavailable.page(path))

    def _dead_end_or_pass_on(
        self, environ: WSGIEnvironment, start_response: StartResponse, path: str
    ) -> Iterable[bytes]:
        """Django's answer to a GET or HEAD, a 404 that it gave a moment ago, or the 503 page."""
        try:
            return self._dead_ends.answer(environ, start_response, path)
        except Unavailable:
            return send_rendered(environ, start_response, self._unavailable.page(path))

    def _write_tally(self) -> None:
        try:
            self._tally.write(self._memory.variants())
        except OSError as error:
            log.warning("What is read most could not be written: %s", error)


def _is_fresh(variant: Variant) -> bool:
    """Whether the file is still the one that was read: the one look at the disk per request."""
    try:
        found = os.stat(variant.file)  # noqa: PTH116 - a third of Path's cost
    except OSError:
        return False
    return found.st_ctime_ns == variant.changed and found.st_ino == variant.inode


def _with_query(path: str, environ: WSGIEnvironment) -> str:
    query = environ.get("QUERY_STRING", "")
    location = addresses.quoted(path)
    return f"{location}?{query}" if query else location


def _icons(config: ReaderConfig, folders: list[Folder]) -> dict[str, tuple[Folder, str]]:
    """Static files that are asked for at addresses of their own, with their usual address."""
    static = next((folder for folder in folders if not folder.uploaded), None)
    if static is None:
        return {}
    return {path: (static, f"{static.prefix}{file}") for path, file in config.icons}


def _folders(config: ReaderConfig) -> list[Folder]:
    folders = []
    if config.static_root is not None:
        folders.append(Folder(config, config.static_prefix, config.static_root))
    if config.media_root is not None:
        folders.append(Folder(config, config.media_prefix, config.media_root, uploaded=True))
    return folders
