"""A line to PostgreSQL that can be cut, as if the server were stopped, or frozen, as if it hung."""

from __future__ import annotations

import selectors
import socket
import threading
from contextlib import suppress


class Severed:
    """Listens on a port of loopback and passes everything on to `port`, until `cut` or `freeze`."""

    def __init__(self, port: int) -> None:
        self.beyond = port
        self.pairs: dict[socket.socket, socket.socket] = {}
        self.port = 0
        self.frozen = threading.Event()
        self.mend()

    def mend(self) -> None:
        """Listen (again)."""
        self.door = socket.create_server(("127.0.0.1", self.port), backlog=128)
        self.port = self.door.getsockname()[1]
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._pass_on, daemon=True)
        self.thread.start()

    def cut(self) -> None:
        """End every connection and refuse new ones."""
        self.stopped.set()
        self.thread.join()

    def freeze(self) -> None:
        """Leave every connection open and let new ones come, but pass nothing on."""
        self.frozen.set()

    def thaw(self) -> None:
        """Pass on what was sent meanwhile, and all that comes."""
        self.frozen.clear()

    def _pass_on(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self.door, selectors.EVENT_READ)
            while not self.stopped.is_set():
                if self.frozen.is_set():
                    self.stopped.wait(0.02)
                    continue
                for key, _ready in selector.select(0.1):
                    if key.fileobj is self.door:
                        self._let_in(selector)
                    else:
                        self._copy(selector, key.fileobj)
            self.door.close()
            for end in list(self.pairs):
                end.close()
            self.pairs.clear()

    def _let_in(self, selector: selectors.BaseSelector) -> None:
        near, _address = self.door.accept()
        far = socket.create_connection(("127.0.0.1", self.beyond))
        self.pairs |= {near: far, far: near}
        for end in (near, far):
            selector.register(end, selectors.EVENT_READ)

    def _copy(self, selector: selectors.BaseSelector, end: object) -> None:
        assert isinstance(end, socket.socket)
        other = self.pairs.get(end)
        if other is None:
            return
        data = b""
        with suppress(OSError):
            data = end.recv(1 << 16)
            other.sendall(data)
        if not data:
            for one in (end, other):
                selector.unregister(one)
                del self.pairs[one]
                one.close()
