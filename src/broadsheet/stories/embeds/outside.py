"""One careful GET to a host that we don't know: HTTPS, public addresses, little time, few bytes.

The name is resolved once and the connection goes to the very address that was looked at, so a name
that answers differently the second time (DNS rebinding) leads nowhere.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urljoin, urlsplit

SECONDS = 5.0
HOPS = 3
CHUNK = 16 * 1024
AGENT = "Broadsheet (newsroom; asks once for each embed)"
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits


class Unreachable(Exception):
    """Nothing usable came back; `code` says why, for the desk's words.

    Codes: `address` (not a public HTTPS address), `silent` (no connection, no answer in time),
    `gone` (401, 403, 404, 410), `refused` (any other status), `elsewhere` (a redirect to another
    host), `large`.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


@dataclass(frozen=True)
class Answer:
    """The bytes of an answer with status 200, and the media type that its sender names."""

    body: bytes
    media_type: str


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network, whatever it is wrapped in."""
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif inner := ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1]):
            ip = inner
    return ip.is_global and not ip.is_multicast


def fetch(
    url: str,
    *,
    limit: int,
    seconds: float = SECONDS,
    accept: str = "*/*",
    is_allowed: Callable[[str], bool] = is_public,
    context: ssl.SSLContext | None = None,
) -> Answer:
    """GET `url`: at most `limit` bytes, `seconds` for everything.

    Redirects are followed on the same host (with or without `www.`) alone. Raises `Unreachable`.
    """
    deadline = time.monotonic() + seconds
    first = _parts(url)
    for _hop in range(HOPS):
        parts = _parts(url)
        if _bare(parts) != _bare(first):
            raise Unreachable("elsewhere", parts.hostname or "")
        connection = _Vetted(parts, deadline, is_allowed, context)
        # A sender that drips a byte a second would outlast any timeout of a single read.
        closing = threading.Timer(max(deadline - time.monotonic(), 0), connection.cut)
        closing.start()
        try:
            found = _ask(connection, parts, limit, accept)
        except (OSError, HTTPException, ValueError) as error:
            raise Unreachable("silent", str(error)) from error
        finally:
            closing.cancel()
            connection.close()
        if isinstance(found, Answer):
            return found
        url = urljoin(url, found)
    raise Unreachable("refused", "too many redirects")


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        if parts.scheme == "https" and parts.hostname and not parts.username and parts.port != 0:
            return parts
    except ValueError as error:
        raise Unreachable("address", url) from error
    raise Unreachable("address", url)


def _bare(parts: SplitResult) -> tuple[str, int]:
    return (parts.hostname or "").lower().removeprefix("www."), parts.port or 443


def _ask(connection: _Vetted, parts: SplitResult, limit: int, accept: str) -> Answer | str:
    """The answer, or where it says to look instead."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    # Uncompressed: the limit then holds for what is kept in memory too.
    headers = {"User-Agent": AGENT, "Accept": accept, "Accept-Encoding": "identity"}
    connection.request("GET", path, headers=headers)
    with connection.getresponse() as response:
        return _read(response, connection, limit)


def _read(response: HTTPResponse, connection: _Vetted, limit: int) -> Answer | str:
    if response.status in {301, 302, 303, 307, 308}:
        return response.getheader("Location", "")
    if response.status in {401, 403, 404, 410}:
        raise Unreachable("gone", str(response.status))
    if response.status != 200:
        raise Unreachable("refused", str(response.status))
    body = bytearray()
    for chunk in iter(partial(response.read1, CHUNK), b""):
        body += chunk
        if len(body) > limit:
            raise Unreachable("large", f"more than {limit} bytes")
    if connection.was_cut or (response.length or 0) > 0:
        raise Unreachable("silent", "the answer stopped in the middle")
    return Answer(bytes(body), response.headers.get_content_type())


class _Vetted(HTTPSConnection):
    """A connection to an address that was looked at first."""

    def __init__(
        self,
        parts: SplitResult,
        deadline: float,
        is_allowed: Callable[[str], bool],
        context: ssl.SSLContext | None,
    ) -> None:
        self.tls = context or ssl.create_default_context()
        super().__init__(parts.hostname or "", parts.port or 443, context=self.tls)
        self.deadline = deadline
        self.is_allowed = is_allowed
        self.was_cut = False
        # `sock` is forgotten as soon as an answer begins that ends the connection.
        self.line: ssl.SSLSocket | None = None

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [str(each[4][0]) for each in found]
        if not addresses or not all(map(self.is_allowed, addresses)):
            raise Unreachable("address", f"{self.host} is not on the public network")
        left = max(self.deadline - time.monotonic(), 0.01)
        plain = socket.create_connection((addresses[0], self.port), timeout=left)
        self.sock = self.line = self.tls.wrap_socket(plain, server_hostname=self.host)

    def cut(self) -> None:
        """End the connection from outside, at the deadline."""
        self.was_cut = True
        if self.line is not None:
            try:
                self.line.shutdown(socket.SHUT_RDWR)
            except OSError:  # it had ended by itself in this instant
                return
