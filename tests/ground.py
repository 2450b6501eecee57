"""What many tests stand on, laid once: each finds it as laid, and what it did to it is undone.

A course is laid in a transaction of its own above the one below it. A test runs in a savepoint
above them. One that asks for less is given less: what is above is rolled back first, so no test
finds rows that it did not ask for, in whatever order tests run.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.transaction import Atomic

Lay = Callable[..., Any]


@dataclass
class _Laid:
    name: str
    block: Atomic
    depth: int
    found: Any = None


class Ground:
    """Courses by name, each laid on those before it, whose results it is given."""

    def __init__(self, courses: dict[str, Lay]) -> None:
        self._courses = courses
        self._laid: list[_Laid] = []
        self._connection: Any = None

    def turn(self, item: Any) -> int:
        """Tests that stand equally high follow one another, and each course is laid once.

        Those that commit, or have no database, come afterwards: what they leave is no ground.
        """
        if _commits(item) or not uses_database(item):
            return len(self._courses) + 1
        return sum(name in item.fixturenames for name in self._courses)

    def stand(self, names: Collection[str]) -> None:
        """Those of `names` that are courses stand now, in their order, and no others."""
        wanted = [name for name in self._courses if name in names]
        self._forget_what_was_lost()
        while self._laid and [one.name for one in self._laid] != wanted[: len(self._laid)]:
            self._lift()
        for name in wanted[len(self._laid) :]:
            self._lay(name)

    def found(self, name: str) -> Any:
        """What laying `name` gave, as it was then; nothing where it does not stand."""
        everything = {one.name: one.found for one in self._laid}
        return copy.deepcopy(everything)[name] if name in everything else None

    def _lay(self, name: str) -> None:
        block = transaction.atomic()
        # Code under test may open a durable one in it, as in the one of its test.
        block._from_testcase = True  # type: ignore[attr-defined]
        below = copy.deepcopy([one.found for one in self._laid])
        block.__enter__()
        self._connection = connection.connection
        laid = _Laid(name, block, len(connection.atomic_blocks))
        self._laid.append(laid)
        try:
            laid.found = self._courses[name](*below)
            # Or each test would check them at its end.
            connection.check_constraints()
        except BaseException:
            self._lift()
            raise

    def _lift(self) -> None:
        block = self._laid.pop().block
        transaction.set_rollback(True)
        block.__exit__(None, None, None)

    def _forget_what_was_lost(self) -> None:
        """A test that closed the connection took everything with it."""
        if self._laid and (
            connection.connection is not self._connection
            or len(connection.atomic_blocks) != self._laid[-1].depth
        ):
            self._laid.clear()


def wants(item: Any) -> Collection[str]:
    """The fixtures of a test that may stand on ground; none where its rows are committed."""
    return () if _commits(item) else _fixtures(item)


def uses_database(item: Any) -> bool:
    """Whether a test asks for the database."""
    return bool(item.get_closest_marker("django_db") or {"db", "committed_paper"} & _fixtures(item))


def _commits(item: Any) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        return True
    return bool({"transactional_db", "live_server", "committed_paper"} & _fixtures(item))


def _fixtures(item: Any) -> set[str]:
    return set(getattr(item, "fixturenames", ()))
