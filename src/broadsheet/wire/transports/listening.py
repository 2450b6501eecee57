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
        """One look everywhere; how many deliveries were taken in.

        What goes wrong in one place keeps from looking into no other, and is raised in the end.
        """
        taken = 0
        troubles: list[Exception] = []
        for look in (self._ask, self._folders.look, take_in_waiting):
            try:
                taken += look()
            except Exception as error:
                troubles.append(error)
        if troubles:
            raise ExceptionGroup("listening to the wire", troubles)
        return taken

    def _ask(self) -> int:
        # What has come is counted where it is taken in.
        self._poller.look()
        return 0

    def close(self) -> None:
        """Ask nobody any more."""
        self._poller.close()
