"""Readers who come when they come: a load that doesn't wait for the server (open loop).

A request's time counts from the moment it was due, not from when a connection was free for it, so
that a server which stalls can't hide it. The generator's own lateness is kept beside.
"""

from __future__ import annotations

import re
import selectors
import socket
import time
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
ETAG = re.compile(rb"\r\netag: *([^\r]+)", re.I)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.I)
PATIENCE = 30.0


@dataclass(slots=True)
class Asked:
    """One request: when it is due (seconds from the start), its address, what kind it is."""

    due: float
    path: str
    kind: str = "page"
    etag: bytes = b""
    again: bool = False
    phase: str = ""


@dataclass
class Outcome:
    """What came of a load. Times are in ms from when a request was due, in the order of answers.

    `statuses` counts (phase, kind, status), status 0 being no answer, and `waited` has the times of
    each (phase, kind); the phase is that in which the request was due. `unwilling` counts 503s
    without Retry-After, `torn` pages that are not whole; `resets` those that were asked a second
    time, on a new connection as browsers do, because one that had been open broke.
    """

    milliseconds: array[float] = field(default_factory=lambda: array("d"))
    late: array[float] = field(default_factory=lambda: array("d"))
    due: array[float] = field(default_factory=lambda: array("d"))
    statuses: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    waited: defaultdict[tuple[str, str], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    unwilling: Counter[str] = field(default_factory=Counter)
    torn: Counter[str] = field(default_factory=Counter)
    resets: int = 0


class _Line:
    """One connection and what it is being asked."""

    __slots__ = ("asked", "got", "used", "wire")

    def __init__(self, port: int) -> None:
        self.wire = socket.create_connection(("127.0.0.1", port), timeout=5)
        self.wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.wire.setblocking(False)
        self.asked: Asked | None = None
        self.got = b""
        self.used = False


class OpenLoop:
    """Asks `port` of loopback for what a schedule says, over at most `lines` connections.

    `answered` is told of each answer and may return more to ask at once: a page's style and script.
    `is_whole` judges the body of each 200, as it was sent.
    """

    def __init__(
        self,
        port: int,
        lines: int = 64,
        answered: Callable[[Asked, int, bytes], list[Asked]] = lambda asked, status, etag: [],
        is_whole: Callable[[bytes], bool] = lambda body: True,
    ) -> None:
        self.port = port
        self.most = lines
        self.answered = answered
        self.is_whole = is_whole
        self.selector = selectors.DefaultSelector()
        self.free: list[_Line] = []
        self.open = 0
        self.waiting: deque[Asked] = deque()
        self.outcome = Outcome()
        self.phase = ""
        self.began = 0.0

    def run(self, schedule: Iterator[Asked]) -> Outcome:
        """Ask for all of `schedule`, which is in order of time, and wait for the answers."""
        self.began = time.monotonic()
        ahead = next(schedule, None)
        last = 0.0
        while True:
            now = time.monotonic() - self.began
            while ahead is not None and ahead.due <= now:
                self.outcome.late.append((now - ahead.due) * 1000)
                ahead.phase = self.phase
                self.waiting.append(ahead)
                last = ahead.due
                ahead = next(schedule, None)
            while self.waiting and self._ask(self.waiting[0]):
                self.waiting.popleft()
            busy = self.open - len(self.free)
            if ahead is None and not busy and not self.waiting:
                break
            if ahead is None and now > last + PATIENCE:
                self._give_up()
                break
            pause = 0.05 if ahead is None else min(0.05, max(0.0, ahead.due - now))
            for key, _ready in self.selector.select(pause):
                self._read(key.data)
        for key in list(self.selector.get_map().values()):
            key.data.wire.close()
        self.selector.close()
        return self.outcome

    def _ask(self, asked: Asked) -> bool:
        """Send a request, if a connection is free or may be opened; whether it is dealt with."""
        if asked.again and self.free and self.open == self.most:
            self._close(self.free.pop())
        if self.free and not asked.again:
            line = self.free.pop()
        elif self.open < self.most:
            try:
                line = _Line(self.port)
            except OSError:
                self._done(asked, 0, b"")
                return True
            self.open += 1
            self.selector.register(line.wire, selectors.EVENT_READ, line)
        else:
            return False
        line.asked = asked
        condition = b"If-None-Match: %s\r\n" % asked.etag if asked.etag else b""
        request = b"GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept-Encoding: gzip\r\n%s\r\n" % (
            asked.path.encode(),
            self.port,
            condition,
        )
        try:
            line.wire.send(request)
        except OSError:
            self._broken(line)
        return True

    def _read(self, line: _Line) -> None:
        try:
            data = line.wire.recv(1 << 18)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._broken(line)
            return
        line.got += data
        end = line.got.find(b"\r\n\r\n")
        if end < 0 or line.asked is None:
            return
        status = int(line.got[9:12])
        length = LENGTH.search(line.got, 0, end)
        body = line.got[end + 4 :]
        if status == 304:
            whole = True
        elif length:
            whole = len(body) >= int(length[1])
        else:
            whole = CHUNKED.search(line.got, 0, end + 2) is not None and body.endswith(b"0\r\n\r\n")
            body = _unchunked(body) if whole else body
        if not whole:
            return
        if status == 503 and b"retry-after" not in line.got[:end].lower():
            self.outcome.unwilling[line.asked.phase] += 1
        if status == 200 and not self.is_whole(body):
            self.outcome.torn[line.asked.phase] += 1
        etag = ETAG.search(line.got, 0, end)
        asked, line.asked, line.got, line.used = line.asked, None, b"", True
        self.free.append(line)
        self._done(asked, status, etag[1] if etag else b"")

    def _broken(self, line: _Line) -> None:
        """The server ended the connection: a browser asks again on a new one, once. Others that are
        open may be of the same worker, whose end they have not heard of yet."""
        self._close(line)
        if line in self.free:
            self.free.remove(line)
        asked = line.asked
        if asked is None:
            return
        if line.got or asked.again:
            self._done(asked, 0, b"")
            return
        self.outcome.resets += 1
        asked.again = True
        self.waiting.appendleft(asked)

    def _close(self, line: _Line) -> None:
        self.selector.unregister(line.wire)
        line.wire.close()
        self.open -= 1

    def _done(self, asked: Asked, status: int, etag: bytes) -> None:
        now = time.monotonic() - self.began
        self.outcome.milliseconds.append((now - asked.due) * 1000)
        self.outcome.due.append(asked.due)
        self.outcome.statuses[asked.phase, asked.kind, status] += 1
        self.outcome.waited[asked.phase, asked.kind].append((now - asked.due) * 1000)
        for more in self.answered(asked, status, etag):
            more.due, more.phase = now, self.phase
            self.waiting.append(more)

    def _give_up(self) -> None:
        unanswered = [*self.waiting]
        unanswered += [key.data.asked for key in self.selector.get_map().values() if key.data.asked]
        for asked in unanswered:
            self._done(asked, 0, b"")


def _unchunked(data: bytes) -> bytes:
    """The body of RFC 9112 section 7.1, without trailers."""
    parts = []
    while data:
        size, _, data = data.partition(b"\r\n")
        length = int(size, 16)
        parts.append(data[:length])
        data = data[length + 2 :]
    return b"".join(parts)
