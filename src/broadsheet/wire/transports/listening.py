"""All channels, listened to from one thread of the clock."""

from __future__ import annotations

from broadsheet.wire.intake import take_in_waiting
from broadsheet.wire.transports.folder import Folders
from broadsheet.wire.transports.poll import Poller

# Two looks see that a dropped file stands still (`folder.STILL_SECONDS`).
EVERY = 0.15


class Listener:
    """Looks at every channel in turn and takes in what has come."""

    def __init__(self) -> None:
        self._poller = Poller()
        self._folders = Folders()

    def look(self) -> int:
        """One look everywhere; how many deliveries were taken in."""
        self._poller.look()
        return self._folders.look() + take_in_waiting()

    def close(self) -> None:
        """Ask nobody any more."""
        self._poller.close()
