"""Which addresses may stand in a body."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit, urlunsplit

_IGNORED = re.compile("[\t\n\r]")
_EDGES = "".join(map(chr, range(0x21)))
_FORBIDDEN = re.compile('[\x00-\x1f\x7f-\x9f\\\\<>"`{}|^\ufffd]|[^\\S ]')
#: Nearly all addresses on the web, and names of files: there is nothing to clean in these.
_USUAL = re.compile(r"https?://[A-Za-z0-9.-]++(?::[0-9]++)?(?:[/?#][!#-;=?-\[\]_a-z~]*+)?")
_NAME = re.compile(r"(?:\./)?[\w-][\w.-]*+(?:/[\w-][\w.-]*+)*+", re.ASCII)
_PORTABLE = "%/:=&?~#+!$,;'@()*[]"


def clean_link(href: str) -> str | None:
    """``href`` if a reader may follow it, else None: http, https and mailto addresses, and
    addresses on our own site (``/…``); one that leaves its scheme to the page (``//host/…``) is
    https. Spaces are percent-encoded, as browsers
    do; tabs and line ends are dropped, as browsers drop them (URL Standard, section 4.4)."""
    if _USUAL.fullmatch(href):
        return href
    address = _address(href)
    if address is None:
        return None
    if address.startswith("//"):
        address = f"https:{address}"
    elif address.startswith("/"):
        return address
    try:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.hostname:
            # No host has a space in its name (URL Standard, section 3.2).
            return None if "%" in parts.hostname else address
    except ValueError:
        return None
    return address if parts.scheme == "mailto" and "@" in parts.path else None


def clean_source(src: str) -> str | None:
    """``src`` if a picture may be fetched from there, else None: http, https, or a relative
    name (a file that came with the delivery) that does not climb out of its folder."""
    if _USUAL.fullmatch(src) or _NAME.fullmatch(src):
        return src
    address = _address(src)
    if not address or address.startswith("//"):
        return None
    try:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https"):
            return address if parts.hostname else None
    except ValueError:
        return None
    climbs = ".." in unquote(parts.path).split("/")
    return None if climbs or parts.scheme or ":" in parts.path.partition("/")[0] else address


def _address(value: str) -> str | None:
    address = _IGNORED.sub("", value).strip(_EDGES)
    if not address or _FORBIDDEN.search(address):
        return None
    address = address.replace(" ", "%20")
    if unicodedata.is_normalized("NFC", address):
        return address
    # The octets of a path are the server's own: encode them rather than normalise them.
    try:
        scheme, host, *rest = urlsplit(address)
        host = unicodedata.normalize("NFC", host)
        return urlunsplit((scheme, host, *(quote(part, safe=_PORTABLE) for part in rest)))
    except ValueError:
        return None
