"""Who sends a beacon, as far as must be known to count no one twice."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


def address_of(environ: WSGIEnvironment, *, trust_forwarded: bool) -> str:
    """The network address of the sender: the peer's, or what a trusted proxy says of it.

    A proxy appends the address it was asked from to `X-Forwarded-For`; what stands before that is
    the sender's own word.
    """
    if trust_forwarded and "HTTP_X_FORWARDED_FOR" in environ:
        said: str = environ["HTTP_X_FORWARDED_FOR"]
        return network_of(said.rpartition(",")[2].strip())
    return network_of(environ.get("REMOTE_ADDR", ""))


@lru_cache(maxsize=16_384)
def network_of(address: str) -> str:
    """`address` itself; of IPv6 the first 64 bits, which is what a household is given (RFC 6177).

    Empty for what is no address.
    """
    try:
        found = ip_address(address.partition("%")[0].strip("[]"))
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return found.packed[:8].hex()
    return str(found)


def visitor_hash(salt: bytes, address: str, user_agent: str, story: int, minute: int) -> int:
    """64 bits that are the same for whoever reads `story` again in `minute`.

    For another story or another minute they are others: what is written ties no two of a visitor's
    reads together, even for one who had the salt of a day that is over.
    """
    said = f"{address}\n{story}\n{minute}\n{user_agent}".encode("utf-8", "surrogateescape")
    return int.from_bytes(blake2b(said, digest_size=8, key=salt).digest(), "little")
