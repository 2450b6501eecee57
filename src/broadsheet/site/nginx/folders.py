"""The part of nginx's configuration that serves static files and uploads."""

from __future__ import annotations

from collections import defaultdict

from broadsheet.reader import ReaderConfig
from broadsheet.reader.folders import (
    FOR_AN_HOUR,
    FOR_EVER,
    HASHED,
    SHOWN,
    TYPES,
    upload_headers,
)
from broadsheet.site.nginx.plates import STATIC_CODINGS
from broadsheet.site.nginx.quoting import any_of, block, headers, quoted

# These files are never written again under their name; one that is deleted is gone soon.
_REMEMBERED = """\
open_file_cache max=10000 inactive=60s;
open_file_cache_valid 10s;"""
_NO_HIDDEN = "location ~ /\\. { return 404; }"


def shown_endings() -> list[str]:
    """Endings, without the dot, of uploads that browsers may show; all others are downloads."""
    return sorted(
        ending[1:] for ending, kind in TYPES.items() if kind.startswith(SHOWN) and "svg" not in kind
    )


def folder_locations(reader: ReaderConfig, name: str) -> str:
    """Locations for the folders that the reader serves.

    `name` is the upstream's, and the names of our variables begin with it.
    """
    parts = []
    if reader.static_root is not None:
        parts.append(_static(reader))
    if reader.media_root is not None:
        parts += [
            block(f"location ^~ {reader.media_prefix}{inside}", f"proxy_pass http://{name};")
            for inside in reader.media_kept_inside
        ]
        parts.append(_media(reader, name))
    return "\n".join(parts)


def disposition_map(name: str) -> str:
    """The map that says which uploads are downloads."""
    return block(
        f"map $uri ${name}_disposition",
        "default attachment;",
        f'"~*\\.(?:{any_of(shown_endings())})$" "";',
    )


def _static(reader: ReaderConfig) -> str:
    prefix = reader.static_prefix
    return block(
        f"location ^~ {prefix}",
        _place(str(reader.static_root), prefix),
        STATIC_CODINGS,
        _REMEMBERED,
        headers([("Cache-Control", FOR_AN_HOUR)]),
        headers(reader.page_headers, always=True),
        _types(),
        _NO_HIDDEN,
        block(
            f'location ~ "{HASHED.pattern}"',
            headers([("Cache-Control", FOR_EVER)]),
            headers(reader.page_headers, always=True),
        ),
    )


def _media(reader: ReaderConfig, name: str) -> str:
    prefix = reader.media_prefix
    return block(
        f"location ^~ {prefix}",
        _place(str(reader.media_root), prefix),
        _REMEMBERED,
        "max_ranges 1;",
        headers([("Cache-Control", FOR_EVER)]),
        headers(upload_headers(reader), always=True),
        f"add_header Content-Disposition ${name}_disposition;",
        _types(),
        _NO_HIDDEN,
    )


def _place(folder: str, prefix: str) -> str:
    """Where the files lie. Links lead nowhere out of there."""
    parent = folder.removesuffix(prefix.rstrip("/"))
    if parent == folder:
        raise ValueError(f"{folder} doesn't end in {prefix}")
    return f"root {quoted(parent or '/')};\ndisable_symlinks on from={quoted(folder)};"


def _types() -> str:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for ending, kind in TYPES.items():
        by_kind[kind].append(ending[1:])
    lines = []
    for kind, endings in sorted(by_kind.items()):
        whole = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
        lines.append(f"{quoted(whole)} {' '.join(endings)};")
    return block("types", *lines) + "\ndefault_type application/octet-stream;"
