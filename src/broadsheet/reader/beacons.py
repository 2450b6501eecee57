"""What a beacon says: its address taken apart.

`POST /read/<story>?f=<host>&t=<second>`, or `GET /read/<story>.gif` without JavaScript.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from broadsheet.plates.hits import HOST_BYTES

PREFIX = "/read/"
PICTURE = ".gif"
LONGEST_QUERY = 512
_STORY = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
_SECOND = re.compile(r"[0-9]{1,10}", re.ASCII)
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}", re.ASCII)


class Beacon(NamedTuple):
    """A story's key, the host its reader came from, and when it was read where that is said."""

    story: int
    is_picture: bool
    host: bytes
    second: int | None


def beacon(path: str, query: str) -> Beacon | None:
    """The beacon at `path` (below `PREFIX`) with `query`; None for a malformed one."""
    name = path[len(PREFIX) :]
    is_picture = name.endswith(PICTURE)
    if is_picture:
        name = name[: -len(PICTURE)]
    if not _STORY.fullmatch(name) or len(query) > LONGEST_QUERY:
        return None
    host, second = b"", None
    for part in query.split("&") if query else ():
        key, _equals, value = part.partition("=")
        if key == "f":
            host = _host(value)
        elif key == "t":
            if not _SECOND.fullmatch(value):
                return None
            second = int(value)
    return Beacon(int(name), is_picture, host, second)


def _host(value: str) -> bytes:
    """A host name as it is kept: the last labels that fit; nothing where it is none."""
    name = unquote(value).lower().partition(":")[0].rstrip(".").removeprefix("www.")
    if not name or len(name) > 253 or not _HOST.fullmatch(name):
        return b""
    while len(name) > HOST_BYTES:
        name = name.partition(".")[2]
    return name.encode()
