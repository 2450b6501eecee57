"""What a beacon says: its address taken apart.

`POST /read/<story>?f=<host>&a=<seconds ago>`, or `GET /read/<story>.gif` without JavaScript.
Workers that browsers have from an earlier release send `t=<second>`, by a clock that may go wrong.
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
_SECONDS = re.compile(r"[0-9]{1,10}", re.ASCII)
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}", re.ASCII)


class Beacon(NamedTuple):
    """A story's key, and the host its reader came from.

    Where it is sent late, either how many seconds ago it was read, or at which second since 1970.
    """

    story: int
    is_picture: bool
    host: bytes
    age: int | None
    second: int | None


def beacon(path: str, query: str) -> Beacon | None:
    """The beacon at `path` (below `PREFIX`) with `query`; None for a malformed one."""
    name = path[len(PREFIX) :]
    is_picture = name.endswith(PICTURE)
    if is_picture:
        name = name[: -len(PICTURE)]
    if not _STORY.fullmatch(name) or len(query) > LONGEST_QUERY:
        return None
    host = b""
    late: dict[str, int] = {}
    for part in query.split("&") if query else ():
        key, _equals, value = part.partition("=")
        if key == "f":
            host = _host(value)
        elif key in {"a", "t"}:
            if not _SECONDS.fullmatch(value):
                return None
            late[key] = int(value)
    return Beacon(int(name), is_picture, host, late.get("a"), late.get("t"))


def _host(value: str) -> bytes:
    """A host name as it is kept: the last labels that fit; nothing where it is none."""
    name = unquote(value).lower().partition(":")[0].rstrip(".").removeprefix("www.")
    if not name or len(name) > 253 or not _HOST.fullmatch(name):
        return b""
    while len(name) > HOST_BYTES:
        name = name.partition(".")[2]
    return name.encode()
