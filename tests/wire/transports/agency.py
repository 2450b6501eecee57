"""An agency's web server on loopback, which answers what it is told and notes what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What one path answers; `drip` seconds pass before each byte, `short` bytes are missing."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: float = 0.0
    drip_headers: float = 0.0
    short: int = 0


@dataclass
class Agency:
    """The server: its port, its replies by path, and the requests as (path, headers)."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/wire", host: str = "127.0.0.1") -> str:
        """An address of the server."""
        return f"http://{host}:{self.port}{path}"


@contextmanager
def agency_server() -> Iterator[Agency]:
    """The server, running."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            agency.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            reply = agency.replies.get(self.path, Reply(status=404))
            try:
                self._send(reply)
            except OSError:  # who asked has had enough
                self.close_connection = True

        def _send(self, reply: Reply) -> None:
            if reply.drip_headers:
                for sign in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
                    self.wfile.write(bytes([sign]))
                    time.sleep(reply.drip_headers)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.short))
            self.end_headers()
            if reply.drip:
                for sign in reply.body:
                    self.wfile.write(bytes([sign]))
                    time.sleep(reply.drip)
            else:
                self.wfile.write(reply.body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    agency = Agency(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield agency
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
