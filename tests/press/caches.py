"""Caches in front, on loopback: one that answers, and two that don't."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Cache:
    """What listens at `port`; `asked` holds the first line and the host of each request."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.heard = threading.Condition()
        self.port = 0

    def paths(self) -> list[str]:
        """What was to be purged."""
        return [line.split()[1] for line, _host in self.asked]

    def hears(self, path: str, times: int = 1) -> bool:
        """Wait until `path` is to be purged for the `times`th time; False where that isn't."""
        with self.heard:
            return self.heard.wait_for(lambda: self.paths().count(path) >= times, 20)


@contextmanager
def cache(answer: Callable[[socket.socket], None]) -> Iterator[Cache]:
    """A cache that reads each request and then does `answer`."""
    made = Cache()

    def serve(listener: socket.socket) -> None:
        held = []
        with suppress(OSError):
            while True:
                connection, _address = listener.accept()
                held.append(connection)
                text = b""
                while b"\r\n\r\n" not in text:
                    text += connection.recv(4096)
                first, *headers = text.decode().split("\r\n")
                host = next(line[6:] for line in headers if line.lower().startswith("host: "))
                with made.heard:
                    made.asked.append((first, host))
                    made.heard.notify_all()
                answer(connection)
        for connection in held:
            connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        made.port = listener.getsockname()[1]
        thread = threading.Thread(target=serve, args=[listener])
        thread.start()
        yield made
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def answers(status: str) -> Callable[[socket.socket], None]:
    """A cache that does what it is told, or says that it doesn't."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
        connection.close()

    return answer


def keeps_silent(_connection: socket.socket) -> None:
    """Neither answers nor hangs up."""


def resets(connection: socket.socket) -> None:
    """Hangs up in the middle of a word."""
    connection.sendall(b"HTTP/1.1 20")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
