"""The line to a database that can be cut and frozen."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from benchmarks.servers.severed import Severed


@pytest.fixture
def line() -> Iterator[Severed]:
    """To a server that sends back what it is sent."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def echo() -> None:
            while True:
                try:
                    near, _address = server.accept()
                except OSError:
                    return
                threading.Thread(target=_send_back, args=[near], daemon=True).start()

        threading.Thread(target=echo, daemon=True).start()
        severed = Severed(server.getsockname()[1])
        yield severed
        severed.cut()
        server.shutdown(socket.SHUT_RDWR)


def _send_back(near: socket.socket) -> None:
    with near:
        while data := near.recv(1000):
            near.sendall(data)


def test_while_frozen_connections_are_taken_and_nothing_comes(line: Severed) -> None:
    address = ("127.0.0.1", line.port)
    with socket.create_connection(address, timeout=10) as before:
        before.sendall(b"one")
        assert before.recv(10) == b"one"
        line.freeze()
        with socket.create_connection(address, timeout=10) as during:
            for one in (before, during):
                one.sendall(b"two")
                one.settimeout(0.3)
                with pytest.raises(TimeoutError):
                    one.recv(10)
            line.thaw()
            for one in (before, during):
                one.settimeout(10)
                assert one.recv(10) == b"two"


def test_once_cut_nobody_is_let_in(line: Severed) -> None:
    address = ("127.0.0.1", line.port)
    with socket.create_connection(address, timeout=10) as before:
        before.sendall(b"one")
        assert before.recv(10) == b"one"
        line.cut()
        assert before.recv(10) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, timeout=10)
    line.mend()
    with socket.create_connection(address, timeout=10) as after:
        after.sendall(b"two")
        assert after.recv(10) == b"two"
