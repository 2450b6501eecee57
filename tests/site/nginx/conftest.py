"""Debian's nginx with the configuration that we print, in front of the reader under granian."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from broadsheet.plates import PlateTree
from tests.browser.server import free_port
from tests.reader.asking import PAGE

NAME = "paper.example"
FRAME = """\
daemon off;
pid {here}/nginx.pid;
error_log stderr warn;
worker_processes 1;
{user}
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {here}/body;
    proxy_temp_path {here}/proxy;
    fastcgi_temp_path {here}/fastcgi;
    uwsgi_temp_path {here}/uwsgi;
    scgi_temp_path {here}/scgi;
    include {here}/paper.conf;
}}
"""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def asked(self) -> dict[str, Any]:
        """What the stub for Django was asked."""
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Behind:
    """A paper behind nginx."""

    home: Path
    port: int
    application_port: int
    plain_port: int = 0
    tls: ssl.SSLContext | None = None
    stack: ExitStack = field(default_factory=ExitStack)

    @property
    def tree(self) -> PlateTree:
        return PlateTree(self.home / "plates")

    def ask(
        self,
        target: str,
        method: str = "GET",
        body: bytes | None = None,
        port: int | None = None,
        **headers: str,
    ) -> Answer:
        """Ask for `target`, as it stands; `headers` with `_` for `-`."""
        port = port or self.port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        if self.tls and port == self.port:
            connection.connect()
            connection.sock = self.tls.wrap_socket(connection.sock, server_hostname=NAME)
        given = {"Host": NAME, **{key.replace("_", "-"): value for key, value in headers.items()}}
        connection.request(method, target, body, given)
        answer = connection.getresponse()
        found = {key.lower(): value for key, value in answer.getheaders()}
        assert len(found) == len(answer.getheaders()), answer.getheaders()
        got = Answer(answer.status, found, answer.read())
        connection.close()
        return got

    def raw(self, request: str) -> bytes:
        """Send `request` as it stands; all that is answered until nginx closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request.encode())
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))


def fill(home: Path) -> None:
    """A folder as setup, the desk and the press leave it."""
    tree = PlateTree(home / "plates")
    tree.press("/", PAGE)
    tree.press("/politics/", PAGE, ["story:1"])
    tree.press("/short/", b"<p>Short.")
    tree.press("/新闻/故事/", PAGE)
    for path in ("/rss.xml", "/atom.xml", "/sitemap.xml", "/killed.json", "/robots.txt", "/sw.js"):
        tree.press(path, PAGE)
    tree.press("/manifest.webmanifest", PAGE)
    tree.press("/Odd Name/", PAGE)
    tree.withdraw("/killed/", b"<p>It was withdrawn.")
    tree.move("/old/", "/politics/")
    files = {
        "static/theme/paper.0123456789ab.css": b"p{}" * 500,
        "static/theme/paper.css": b"p{}" * 500,
        "static/theme/paper.0123456789ab.css.gz": b"as collected",
        "static/.hidden": b"x",
        "media/images/ferry.jpg": b"\xff\xd8" * 600,
        "media/images/drawing.svg": b"<svg/>",
        "media/media/report.html": b"<script>",
        "media/original_images/ferry.jpg": b"\xff\xd8",
        "media/.hidden": b"x",
        "secrets/secret-key": b"secret",
        "unavailable/default.html": b"Back soon",
        "unavailable/zh.html": "稍后".encode(),
        "broadsheet.sqlite3": b"rows",
    }
    for name, content in files.items():
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (home / "media/images/way-out.jpg").symlink_to(home / "secrets/secret-key")


@contextmanager
def behind_nginx(
    here: Path, *options: str, plain_port: int = 0, tls: ssl.SSLContext | None = None, **more: str
) -> Iterator[Behind]:
    """Start granian and nginx below `here`; `options` are those of `broadsheet nginx`."""
    if shutil.which("nginx") is None:
        pytest.skip("SKIPPED: nginx is not installed; on Debian `sh script/debian nginx`")
    home = here / "home"
    fill(home)
    one = Behind(home, free_port(), free_port(), plain_port, tls)
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("BROADSHEET_")},
        "BROADSHEET_HOME": str(home),
        "HOST": "127.0.0.1",
        "PORT": str(one.application_port),
        "BROADSHEET_ALLOWED_HOSTS": NAME,
        "BROADSHEET_BEHIND_PROXY": "yes",
        "PYTHONPATH": os.pathsep.join(sys.path),
        **more,
    }
    (here / "paper.conf").write_text(
        subprocess.run(
            [
                *(sys.executable, "-m", "broadsheet", "nginx", "--address", "127.0.0.1"),
                *("--port", str(one.port), "--server-name", NAME, *options),
            ],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (here / "nginx.conf").write_text(FRAME.format(here=here, user=user))
    nginx = ["nginx", "-e", "stderr", "-p", str(here), "-c", str(here / "nginx.conf")]
    granian = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--no-ws"),
        *("tests.site.nginx.backend:make", "--host", "127.0.0.1"),
        *("--port", str(one.application_port), "--blocking-threads", "4"),
    ]
    with ExitStack() as stack:
        stack.enter_context(running(nginx, here / "nginx.log", environment))
        one.stack = stack.enter_context(ExitStack())
        one.stack.enter_context(running(granian, here / "granian.log", environment))
        wait_for(one, here)
        yield one


@contextmanager
def running(command: list[str], log: Path, environment: dict[str, str]) -> Iterator[None]:
    """A process that ends with the block."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(one: Behind, here: Path) -> None:
    """Wait until both answer."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if one.ask("/search/?q=ferry").status != 503:
                return
        except OSError:
            pass
        time.sleep(0.1)
    logs = [(here / name).read_text() for name in ("nginx.log", "granian.log")]
    raise AssertionError("\n".join(logs))


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """A paper behind nginx, over plain http."""
    with behind_nginx(tmp_path_factory.mktemp("nginx")) as one:
        yield one
