"""Redis, as Debian packages it, as the usual way to count what is read most."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from tests.browser.server import free_port

from benchmarks.servers.processes import running

_CHUNK = 10_000


class Redis:
    """A server of its own on a free port, without a disk, until `stack` is closed."""

    def __init__(self, here: Path, stack: ExitStack) -> None:
        port = free_port()
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        command += ["--appendonly", "no", "--dir", str(here)]
        stack.enter_context(running(command, port, here / "redis.log"))
        self._line = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        self._answers = self._line.makefile("rb")

    def ask(self, *words: object) -> object:
        """The answer to one command."""
        self._line.sendall(_command(words))
        return self._answer()

    def ask_many(self, commands: Iterable[tuple[object, ...]]) -> None:
        """Send commands in long rows, as a client does that must be quick."""
        waiting: list[bytes] = []
        for words in commands:
            waiting.append(_command(words))
            if len(waiting) == _CHUNK:
                self._send(waiting)
                waiting = []
        self._send(waiting)

    def memory_mb(self) -> float:
        """What its data take in memory."""
        told = self.ask("INFO", "memory")
        assert isinstance(told, bytes)
        line = next(one for one in told.split(b"\r\n") if one.startswith(b"used_memory:"))
        return int(line.partition(b":")[2]) / 1024**2

    def _send(self, commands: list[bytes]) -> None:
        self._line.sendall(b"".join(commands))
        for _ in commands:
            self._answer()

    def _answer(self) -> object:
        line = self._answers.readline().rstrip(b"\r\n")
        kind, rest = line[:1], line[1:]
        if kind == b"-":
            raise RuntimeError(rest.decode())
        if kind == b"$":
            return self._answers.read(int(rest) + 2)[:-2]
        if kind == b"*":
            return [self._answer() for _ in range(int(rest))]
        return rest


def _command(words: tuple[object, ...]) -> bytes:
    parts = [str(word).encode() for word in words]
    return b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts)
