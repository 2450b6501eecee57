"""What a worker of `broadsheet serve` does before it serves."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.reader import Reader


def load() -> Reader:
    """The WSGI callable, in a worker that ends when the server says so, whenever that is.

    A terminal's Ctrl-C reaches every process, and then the server tells its workers: granian's
    never end when they are told twice, so they don't hear the first. Until they serve they have the
    handler of the server they were forked from, which would only take note.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    from broadsheet.site.wsgi import application

    return application
