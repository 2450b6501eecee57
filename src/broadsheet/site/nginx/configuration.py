"""The whole configuration, for a file that nginx includes at the level of `http`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from broadsheet.reader import ReaderConfig
from broadsheet.reader.beacons import PREFIX
from broadsheet.site.nginx.folders import disposition_map, folder_locations
from broadsheet.site.nginx.plates import plate_locations
from broadsheet.site.nginx.quoting import block, quoted

# Debian's own folder, so that a first certificate can be had before this configuration stands.
ACME = "/var/www/html"
# The desk's uploads: films are the largest.
LARGEST_UPLOAD = "1024m"
LARGEST_DELIVERY = "51m"
_TLS = ("ssl", "http2")


@dataclass(frozen=True)
class Front:
    """The server in front: where it listens, what it is called, where the application is.

    `certificate` and `key` are PEM files; without them it speaks plain HTTP. `addresses` are those
    it listens on, all of them where there is none. `trusted` are proxies in front of it, as
    addresses or networks, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    """

    names: tuple[str, ...]
    application: str
    port: int
    plain_port: int = 80
    certificate: Path | None = None
    key: Path | None = None
    addresses: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What upstream, zones and variables are called: several papers may share an nginx."""
        return re.sub(r"\W", "_", f"broadsheet_{self.names[0]}", flags=re.ASCII)

    def listen(self, port: int, *more: str) -> str:
        """The `listen` lines for `port`."""
        places = [f"{address}:{port}" for address in self.addresses] or [str(port), f"[::]:{port}"]
        return "\n".join(f"listen {' '.join([place, *more])};" for place in places)


def configuration(reader: ReaderConfig, front: Front, unavailable: Path) -> str:
    """nginx's configuration for the paper that `reader` serves.

    `unavailable` is the folder of the 503 pages made at setup. Raises `Unquotable`.
    """
    parts = [_INTRODUCTION, _outside(front), _refusing(front)]
    if front.certificate:
        parts.append(_redirecting(front))
    parts.append(_serving(reader, front, unavailable))
    return "\n\n".join(parts) + "\n"


_INTRODUCTION = """\
# A paper behind nginx, as `broadsheet nginx` printed it. Print it again after an upgrade: what
# browsers are told here is what the application tells them.
# Plates that are marked stale are served until the press comes to them; it takes those first that
# people wait for."""


def _outside(front: Front) -> str:
    name = front.name
    parts = [
        block(f"upstream {name}", f"server {front.application};", "keepalive 32;"),
        disposition_map(name),
        # The page that says “back in a few minutes”, in the edition's language.
        block(
            f"map $request_uri ${name}_edition",
            "default default;",
            '"~^/([a-z]{2,3}(?:-[a-z0-9]{2,8})?)/" $1;',
        ),
        block(f"map $request_method ${name}_attempt", 'default "";', "POST $binary_remote_addr;"),
        f"limit_req_zone ${name}_attempt zone={name}_sign_in:1m rate=30r/m;",
    ]
    if front.trusted:
        parts += [
            block(
                f"geo $realip_remote_addr ${name}_trusted",
                "default no;",
                *(f"{network} yes;" for network in front.trusted),
            ),
            block(
                f'map "${name}_trusted $http_x_forwarded_proto" ${name}_scheme',
                "default $scheme;",
                '"yes https" https;',
                '"yes http" http;',
            ),
        ]
    return "\n".join(parts)


def _refusing(front: Front) -> str:
    """Other names than ours are refused, as the reader refuses them.

    The first server of a port gets what no other is called; `default_server` would say it aloud,
    but of those nginx allows one for all files that it includes, and Debian's own site is one.
    """
    parts = [front.listen(front.port, *_TLS)] if front.certificate else [front.listen(front.port)]
    if front.certificate:
        parts += [_tls(front), "ssl_reject_handshake on;"]
        parts.insert(0, front.listen(front.plain_port))
    # A name that nobody has, and no other paper behind this nginx. How a request is to be read
    # is told here as well: nginx reads its first line before it knows whom it is for.
    return block("server", *parts, f"server_name {front.name};", _TUNING, "return 400;")


def _redirecting(front: Front) -> str:
    port = "" if front.port == 443 else f":{front.port}"
    return block(
        "server",
        front.listen(front.plain_port),
        f"server_name {' '.join(front.names)};",
        "server_tokens off;",
        block("location ^~ /.well-known/acme-challenge/", f"root {ACME};"),
        block("location /", f"return 301 https://$host{port}$request_uri;"),
    )


def _serving(reader: ReaderConfig, front: Front, unavailable: Path) -> str:
    name = front.name
    proxied = f"proxy_pass http://{name};"
    desk = [
        block(
            f"location ^~ {prefix}",
            f"client_max_body_size {LARGEST_UPLOAD};",
            "proxy_read_timeout 300s;",
            proxied,
            block(
                f"location ^~ {prefix}login/",
                "client_max_body_size 64k;",
                f"limit_req zone={name}_sign_in burst=10 nodelay;",
                "limit_req_status 429;",
                proxied,
            ),
        )
        for prefix in reader.private_prefixes
    ]
    return block(
        "server",
        _door(front),
        _TUNING,
        _passing_on(front),
        "error_page 502 504 =503 /.unavailable;\nrecursive_error_pages on;",
        block(
            "location = /.unavailable",
            "internal;",
            f"root {quoted(str(unavailable))};",
            'types {} default_type "text/html; charset=utf-8";',
            "add_header Cache-Control no-store always;",
            f"add_header Retry-After {reader.retry_after} always;",
            f"try_files /${name}_edition.html /default.html =503;",
        ),
        *desk,
        # What agencies post.
        block(
            "location ^~ /wire/",
            f"client_max_body_size {LARGEST_DELIVERY};",
            "client_body_timeout 60s;",
            proxied,
        ),
        _reads(reader, proxied),
        folder_locations(reader, name),
        _pages(reader, name),
        block("location /", proxied),
        block("location @application", proxied),
    )


def _reads(reader: ReaderConfig, proxied: str) -> str:
    """Beacons are the application's, and no log of ours ties them to an address."""
    if reader.hits is None:
        return ""
    return block(f"location ^~ {PREFIX}", "client_max_body_size 1k;", "access_log off;", proxied)


def _pages(reader: ReaderConfig, name: str) -> str:
    if reader.send_tags:
        return "# BROADSHEET_CACHE_TAGS: pages come from the application, which knows their tags."
    return plate_locations(reader, name)


def _door(front: Front) -> str:
    names = f"server_name {' '.join(front.names)};"
    if not front.certificate:
        return f"{front.listen(front.port)}\n{names}"
    return "\n".join(
        [
            front.listen(front.port, *_TLS),
            names,
            f"ssl_certificate {quoted(str(front.certificate))};",
            f"ssl_certificate_key {quoted(str(front.key))};",
            _tls(front),
        ]
    )


def _tls(front: Front) -> str:
    """What nginx must know of TLS before a client has said which name it wants."""
    return "\n".join(
        [
            "ssl_protocols TLSv1.2 TLSv1.3;",
            f"ssl_session_cache shared:{front.name}:10m;",
            "ssl_session_timeout 1d;",
            "ssl_session_tickets off;",
        ]
    )


# A run of slashes is another address, which the application answers with a redirect.
_TUNING = """\
server_tokens off;
merge_slashes off;
sendfile on;
tcp_nopush on;
client_max_body_size 64k;
client_header_timeout 20s;
client_body_timeout 20s;
send_timeout 30s;
large_client_header_buffers 4 16k;"""


def _passing_on(front: Front) -> str:
    scheme = f"${front.name}_scheme" if front.trusted else "$scheme"
    real = [f"set_real_ip_from {network};" for network in front.trusted]
    if real:
        real += ["real_ip_header X-Forwarded-For;", "real_ip_recursive on;"]
    return "\n".join(
        [
            *real,
            "proxy_http_version 1.1;",
            'proxy_set_header Connection "";',
            "proxy_set_header Host $http_host;",
            # Whatever a client says of itself is replaced.
            "proxy_set_header X-Forwarded-For $remote_addr;",
            f"proxy_set_header X-Forwarded-Proto {scheme};",
            'proxy_set_header Forwarded "";',
            "proxy_connect_timeout 5s;",
            "proxy_buffers 16 16k;",
        ]
    )
