"""A provider on loopback that speaks TLS, answers what it is told, and notes what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Reply:
    """What one path answers: `drip` seconds pass before each byte of the body."""

    body: bytes = b""
    status: int = 200
    media_type: str = "application/json"
    location: str = ""
    drip: float = 0.0


@dataclass
class LoopbackProvider:
    """The server: its port, a context that trusts it, replies by path, and the paths asked for."""

    port: int
    context: ssl.SSLContext
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def url(self, path: str = "/oembed") -> str:
        """An address of the server."""
        return f"https://localhost:{self.port}{path}"


def certificate(folder: Path) -> Path:
    """A key and a certificate for localhost, signed by itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "localhost.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@contextmanager
def loopback_provider(folder: Path) -> Iterator[LoopbackProvider]:
    """The server, running; `folder` takes its certificate."""
    pem = certificate(folder)
    trusting = ssl.create_default_context(cafile=str(pem))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked.append(self.path)
            reply = provider.replies.get(self.path.partition("?")[0], Reply(status=404))
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            if reply.location:
                self.send_header("Location", reply.location)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                if not reply.drip:
                    self.wfile.write(reply.body)
                    return
                for byte in reply.body:
                    time.sleep(reply.drip)
                    self.wfile.write(bytes([byte]))
            except OSError:  # the asker has gone
                return

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    provider = LoopbackProvider(server.server_address[1], trusting)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
