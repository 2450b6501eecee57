"""The part of nginx's configuration that serves plates as they lie."""

from __future__ import annotations

import re

from broadsheet.plates.names import INDEX, media_types
from broadsheet.reader import ReaderConfig
from broadsheet.site.nginx.quoting import any_of, block, headers, quoted

STATIC_CODINGS = """\
gzip_static on;
gzip_vary on;
# To proxies and CDNs as well, which name themselves in Via or speak HTTP/1.0.
gzip_proxied any;
gzip_http_version 1.0;
# With the modules for them: plates have a .br and a .zst beside them as well.
# brotli_static on;
# zstd_static on;"""


def plate_locations(reader: ReaderConfig, name: str) -> str:
    """Locations for the addresses whose plates a static server finds, and for the others.

    Whatever has no plate is the application's, which presses it: 404, 410 and 301 are its answers,
    and every method but GET and HEAD is its business. `name` is the upstream's.
    """
    types = media_types()
    endings = sorted(name[1:] for name in types if name.startswith("."))
    names = {name: kind for name, kind in types.items() if not name.startswith(".")}
    inner = [_named(rf"/{re.escape(name)}$", kind) for name, kind in sorted(names.items())]
    inner += [_named(rf"\.{ending}$", types[f".{ending}"]) for ending in endings]
    pages = block(
        "location ~ /$",
        f"types {{}} default_type {quoted(types['.html'])};",
        f"try_files ${{uri}}{INDEX} @application;",
    )
    plates = block(
        f'location ~ "(?:/|\\.(?:{any_of(endings)}))$"',
        f"root {quoted(str(reader.tree))};",
        "error_page 403 404 405 = @application;",
        "max_ranges 0;",
        STATIC_CODINGS,
        headers([("Cache-Control", reader.cache_control)]),
        headers(reader.page_headers, always=True),
        pages,
        *inner,
    )
    # What lies in the tree and is no page, and what would be another address of one.
    hidden = block(
        r"location ~ /\.(?!well-known/)", headers(reader.page_headers, always=True), "return 404;"
    )
    doubles = block(rf"location ~ (?://|/{re.escape(INDEX)}$)", f"proxy_pass http://{name};")
    return "\n".join([hidden, doubles, plates])


def _named(pattern: str, kind: str) -> str:
    return block(
        f"location ~ {pattern}",
        f"types {{}} default_type {quoted(kind)};",
        "try_files $uri @application;",
    )
