"""Debian's nginx on folders of finished files, tuned as its documentation advises."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

BEGINNING = """\
daemon off;
pid {here}/nginx.pid;
error_log stderr warn;
worker_processes 2;
worker_rlimit_nofile 65536;
{user}
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_requests 10000000;
    open_file_cache max=20000 inactive=60s;
    open_file_cache_valid 30s;
    open_file_cache_min_uses 1;
    gzip_static on;
    gzip_vary on;
"""
SERVER = """\
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        root {root};
        charset utf-8;
{headers}
    }}
"""


def command(here: Path, roots: dict[int, Path], headers: Iterable[tuple[str, str]]) -> list[str]:
    """Write a configuration into `here` that serves each root on its port; how nginx is started.

    Every answer bears `headers`, as the reader's do.
    """
    added = "\n".join(f'        add_header {name} "{value}";' for name, value in headers)
    text = BEGINNING.format(here=here, user="user root;" if os.geteuid() == 0 else "")
    for port, root in roots.items():
        text += SERVER.format(port=port, root=root, headers=added)
    file = here / "nginx.conf"
    file.write_text(f"{text}}}\n")
    return ["nginx", "-e", "stderr", "-p", str(here), "-c", str(file)]
