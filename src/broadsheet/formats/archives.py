"""Deliveries that come packed: gzip (RFC 1952) and zip, opened with limits."""

from __future__ import annotations

import io
import zipfile
import zlib

from broadsheet.formats.errors import FormatError
from broadsheet.formats.text import clean_line

#: Bytes that all the members of a delivery may have together, unpacked.
MAX_TOTAL = 128 * 1024 * 1024
#: Members that a delivery may have, in all archives inside it.
MAX_MEMBERS = 2_000
#: An archive inside an archive, and a packed file in that, are what agencies send at most.
MAX_NESTING = 3
#: How much larger than its packed form a member may be, once it is larger than a story.
MAX_RATIO = 200

_SMALL = 1024 * 1024
_STEP = 256 * 1024
_GZIP = b"\x1f\x8b\x08"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
#: What computers put into archives by themselves.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_archive(data: bytes) -> bool:
    """Whether ``data`` begins as gzip or zip does."""
    return data.startswith((_GZIP, *_ZIP))


def open_archive(data: bytes, name: str = "") -> list[tuple[str, bytes]]:
    """The files in ``data``, each with its name, in the order of the archive, archives inside it
    opened too; ``[(name, data)]`` if it is no archive. Names are for people: a member of an
    archive inside one is called ``outer.zip/inner.xml``, and none is a path to write to.

    Raises FormatError, with the reason, if it is broken, encrypted, empty, or larger than the
    limits above, without unpacking more than they allow.
    """
    budget = _Budget()
    found: list[tuple[str, bytes]] = []
    _open(data, name, 0, budget, found)
    if not found:
        raise FormatError("The archive holds no file", remedy="Ask the provider for it again.")
    return found


class _Budget:
    """What may still be unpacked."""

    def __init__(self) -> None:
        self.bytes = MAX_TOTAL
        self.members = MAX_MEMBERS

    def spend(self, count: int, packed: int, unpacked: int, name: str) -> None:
        """Take ``count`` bytes of a member that has ``unpacked`` from ``packed`` so far."""
        self.bytes -= count
        if self.bytes < 0:
            raise _refused(f"The archive unpacks to more than {MAX_TOTAL:,} bytes", name)
        if unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1):
            raise _refused(
                f"A file in the archive unpacks to more than {MAX_RATIO} times its packed size",
                name,
            )

    def count(self, name: str) -> None:
        """Take one member."""
        self.members -= 1
        if self.members < 0:
            raise _refused(f"The archive holds more than {MAX_MEMBERS:,} files", name)


def _open(
    data: bytes, name: str, depth: int, budget: _Budget, found: list[tuple[str, bytes]]
) -> None:
    if not is_archive(data):
        found.append((name, data))
        return
    if depth >= MAX_NESTING:
        raise _refused(f"Archives stand inside each other more than {MAX_NESTING} deep", name)
    if data.startswith(_GZIP):
        budget.count(name)
        inner = name.removesuffix(".gz").removesuffix(".gzip")
        _open(_gunzip(data, name, budget), inner, depth + 1, budget, found)
        return
    for member, content in _unzip(data, name, budget):
        _open(content, f"{name}/{member}" if name else member, depth + 1, budget, found)


def _gunzip(data: bytes, name: str, budget: _Budget) -> bytes:
    """All members of a gzip file, one after another (RFC 1952, section 2.2); what follows them
    and is none is passed over, as gzip does."""
    parts: list[bytes] = []
    unpacked = 0
    rest = data
    while rest.startswith(_GZIP):
        stream = zlib.decompressobj(wbits=31)
        waiting = rest
        while not stream.eof:
            try:
                part = stream.decompress(waiting, _STEP)
            except zlib.error as error:
                raise _broken("gzip", name) from error
            waiting = stream.unconsumed_tail
            if not part and not waiting and not stream.eof:
                raise _broken("gzip", name)
            unpacked += len(part)
            budget.spend(len(part), len(data), unpacked, name)
            parts.append(part)
        rest = stream.unused_data
    return b"".join(parts)


def _unzip(data: bytes, name: str, budget: _Budget) -> list[tuple[str, bytes]]:
    members: list[tuple[str, bytes]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                budget.count(name)
                called = _name(info.filename)
                if info.is_dir() or called.startswith(_LITTER) or called.endswith(_LITTER):
                    continue
                if info.flag_bits & 0x1:
                    raise FormatError(
                        "The archive is encrypted",
                        where=called,
                        remedy="Ask the provider to send it without a password.",
                    )
                members.append((called, _member(archive, info, called, budget)))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as error:
        if isinstance(error, FormatError):
            raise
        raise _broken("zip", name) from error
    except (NotImplementedError, RuntimeError) as error:
        raise FormatError(
            "The archive is packed in a way that is not known here",
            where=name,
            remedy="Ask the provider for an ordinary zip file.",
        ) from error
    return members


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: _Budget) -> bytes:
    parts: list[bytes] = []
    unpacked = 0
    with archive.open(info) as stream:
        while part := stream.read(_STEP):
            unpacked += len(part)
            budget.spend(len(part), info.compress_size, unpacked, name)
            parts.append(part)
    return b"".join(parts)


def _name(written: str) -> str:
    """``written`` as a name to show: no way up or to the root."""
    parts = clean_line(written.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def _refused(reason: str, name: str) -> FormatError:
    return FormatError(reason, where=name, remedy="Ask the provider to deliver less at a time.")


def _broken(kind: str, name: str) -> FormatError:
    return FormatError(
        f"The {kind} archive is broken or cut short",
        where=name,
        remedy="Ask the provider for it again.",
    )
