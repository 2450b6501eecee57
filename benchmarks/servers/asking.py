"""A plain HTTP/1.1 client on one connection that stays open, no better than it must be."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Answer:
    """Status, headers with small letters, and the body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes


class Connection:
    """One connection to `port` of loopback."""

    def __init__(self, port: int, timeout: float = 30.0) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.host = f"127.0.0.1:{port}"
        self.rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def get(self, path: str, **asked: str) -> Answer:
        """Ask for `path`; `asked` are request headers, with `_` for `-`.

        Raises `ConnectionError` where the server ends the connection without an answer.
        """
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.host}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in asked.items()]
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode())
        head = self._until(b"\r\n\r\n").decode("latin-1")
        first, *rest = head.split("\r\n")
        headers = {
            name.lower(): value.strip()
            for name, _colon, value in (line.partition(":") for line in rest if line)
        }
        status = int(first.split(" ", 2)[1])
        if headers.get("transfer-encoding") == "chunked":
            body = self._chunks()
        else:
            length = 0 if status in {204, 304} else int(headers.get("content-length", 0))
            body = self._exactly(length)
        return Answer(status, headers, body)

    def _chunks(self) -> bytes:
        # RFC 9112 section 7.1, without trailers.
        parts = []
        while length := int(self._until(b"\r\n").strip(), 16):
            parts.append(self._exactly(length))
            self._exactly(2)
        self._exactly(2)
        return b"".join(parts)

    def _until(self, mark: bytes) -> bytes:
        while (end := self.rest.find(mark)) < 0:
            self._more()
        end += len(mark)
        found, self.rest = self.rest[:end], self.rest[end:]
        return found

    def _exactly(self, length: int) -> bytes:
        while len(self.rest) < length:
            self._more()
        found, self.rest = self.rest[:length], self.rest[length:]
        return found

    def _more(self) -> None:
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("the server ended the connection")
        self.rest += data
