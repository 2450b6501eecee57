"""Which addresses of the network may be asked, and connections that go nowhere else."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any

import httpcore

_UNICAST = IPv6Network("2000::/3")  # RFC 4291: all of IPv6 that is routed for everybody so far
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits
# What Python (3.11) takes for public, or what clouds answer their own machines at.
_REFUSED = [
    IPv4Network("192.0.0.0/24"),  # RFC 6890: protocols' own
    IPv4Network("192.88.99.0/24"),  # RFC 7526: relays of 6to4
    IPv4Network("168.63.129.16/32"),  # Azure's services for the machine that asks
]


class PrivateAddress(Exception):
    """A name leads into a private network, where a provider has no business."""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network, whatever it is wrapped in.

    Loopback, private, link-local (where clouds keep their metadata) and multicast ones do not;
    of IPv6 only what is routed for everybody does, which leaves out IPv4-compatible, site-local and
    Teredo addresses and translators of one's own.
    """
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return _is_public_v4(ip)
    if ip in _NAT64:
        return _is_public_v4(IPv4Address(int(ip) & 0xFFFFFFFF))
    if ip.ipv4_mapped:
        return _is_public_v4(ip.ipv4_mapped)
    if ip.sixtofour and not _is_public_v4(ip.sixtofour):
        return False
    return ip in _UNICAST and ip.is_global


def _is_public_v4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not any(ip in one for one in _REFUSED)


class VettedNetwork(httpcore.SyncBackend):
    """Connections to addresses that were looked at, until a deadline (`time.monotonic`).

    A name is resolved once and the connection goes to the very address that was looked at, so a
    name that answers differently the second time (DNS rebinding) leads nowhere. The deadline holds
    for everything together: a sender that drips a byte a second does not outlast it.
    `private_host` alone may lead into a private network.
    """

    def __init__(self, deadline: float, *, private_host: str = "") -> None:
        self.deadline = deadline
        self.private_host = private_host.lower()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to `host`. Raises `PrivateAddress`, or httpcore's errors."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} is not known") from error
        addresses = [str(each[4][0]) for each in found]
        if host.lower() != self.private_host and not all(map(is_public, addresses)):
            raise PrivateAddress(f"{host} leads into a private network")
        return _UntilDeadline(self._first_that_answers(addresses, port, timeout), self.deadline)

    def _first_that_answers(
        self, addresses: list[str], port: int, timeout: float | None
    ) -> httpcore.NetworkStream:
        for address in addresses[:-1]:
            try:
                return super().connect_tcp(address, port, _left(self.deadline, timeout))
            except httpcore.ConnectError:
                continue
        return super().connect_tcp(addresses[-1], port, _left(self.deadline, timeout))


class _UntilDeadline(httpcore.NetworkStream):
    """A connection on which nothing is waited for beyond the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self.stream = stream
        self.deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, _left(self.deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, _left(self.deadline, timeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = _left(self.deadline, timeout)
        return _UntilDeadline(
            self.stream.start_tls(ssl_context, server_hostname, left), self.deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the answer took too long")
    return left if timeout is None else min(left, timeout)
