"""Pages that are made for each request, as the search is: the only ones that read a query."""

from __future__ import annotations

from time import monotonic

_MOST = 1024


class Unpressed:
    """Paths that were rendered and not pressed, each remembered for `seconds`.

    Nobody has to list them: whatever can be pressed is the same for every query.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until: dict[str, float] = {}

    def __contains__(self, path: str) -> bool:
        return self._until.get(path, 0.0) > monotonic()

    def note(self, path: str) -> None:
        """Remember `path`. There are few: when there are too many, they are found anew."""
        if len(self._until) >= _MOST:
            self._until.clear()
        self._until[path] = monotonic() + self._seconds
