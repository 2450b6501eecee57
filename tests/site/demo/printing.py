"""The whole demo newspaper in print, and what a change does to it before anything is pressed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random

import pytest
from django.db import transaction

from broadsheet.plates import PlateTree, tree
from broadsheet.plates.rounds import one_round
from broadsheet.press import queue
from broadsheet.press.fingerprints import learn
from broadsheet.press.models import Change, Plate
from broadsheet.press.pressing import press_page
from broadsheet.press.registry import all_paths
from broadsheet.press.rendering import render
from broadsheet.press.tree import plate_tree
from tests.press.conftest import own
from tests.site.demo.words import Words, words_in

_LINK = re.compile(rb'href="(/[^"#?]*)"')
_NEVER_PRESSED = re.compile(r"^/(media|static|documents)/|/search/$")
# Feeds of topics and people are made as those of fronts are, and would be as many as all else.
_FEED_OF_LIST = re.compile(r"/(topics|people)/[^/]+/(rss|atom)\.xml$")
# Older pages of a list may be untrue for a quarter of an hour.
_OLDER = re.compile(r"/page/\d+/$")
_LISTS = {"topics", "people", "archive", "more", "sitemaps", "most-popular"}


@dataclass(frozen=True)
class Outdated:
    """The paths of plates that a change has made untrue.

    `gone` were taken away; those `at_once` stand until they are pressed again, before all others.
    """

    marked: set[str]
    at_once: set[str]
    gone: set[str]


@dataclass
class Print:
    """Every page of the paper, and the numbers of the words it shows: `shown` anywhere in it, `own`
    as its own matter.
    """

    words: Words
    bodies: dict[str, bytes] = field(default_factory=dict)
    shown: dict[str, frozenset[int]] = field(default_factory=dict)
    own: dict[str, frozenset[int]] = field(default_factory=dict)

    def keep(self, path: str, body: bytes) -> None:
        """Note the page at `path`."""
        self.bodies[path] = body
        self.shown[path] = words_in(body)
        self.own[path] = frozenset() if _OLDER.search(path) else words_in(own(body) or b"")

    def showing(self, words: set[int]) -> set[str]:
        """The pages that show one of `words` anywhere, in a rail too."""
        return {path for path, found in self.shown.items() if not found.isdisjoint(words)}

    def about(self, words: set[int]) -> set[str]:
        """The pages that show one of `words` as their own matter."""
        return {path for path, found in self.own.items() if not found.isdisjoint(words)}

    @contextmanager
    def after(self, change: Callable[[], object]) -> Iterator[Outdated]:
        """What `change` makes of the plates, before any page is pressed again.

        It stands inside of the block; afterwards it never was.
        """
        gone: set[str] = set()
        with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
            patch.setattr(PlateTree, "drop", lambda tree, path: gone.add(path))
            patch.setattr(PlateTree, "mark_stale", lambda tree, path: True)
            patch.setattr(queue, "press_wanted", lambda **_: 0)
            change()
            queue.work()
            stale = set(Plate.objects.filter(stale=True).values_list("path", flat=True))
            wanted = Plate.objects.filter(wanted_at__isnull=False)
            at_once = set(wanted.values_list("path", flat=True))
            yield Outdated(stale | at_once, at_once, gone)
            transaction.set_rollback(True)

    def untrue(self, paths: Iterable[str]) -> list[str]:
        """Those of `paths` that a reader would be shown otherwise if they were rendered now."""
        with one_round():
            return [path for path in paths if self._is_untrue(path)]

    def _is_untrue(self, path: str) -> bool:
        fresh = render(path)
        return fresh.status != 200 or own(fresh.body) != own(self.bodies[path])

    def some_of_each_kind(self, without: set[str], chance: Random, count: int) -> list[str]:
        """`count` pages that are not in `without`, of as many kinds as there are, and every sitemap
        that isn't: no sitemap tells what it shows by a word.
        """
        kinds: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for path in sorted(self.bodies.keys() - without):
            if not _OLDER.search(path):
                kinds[_kind_of(path)].append(path)
        chosen = [chance.choice(kinds[kind]) for kind in sorted(kinds)]
        sitemaps = [path for path in chosen if path.startswith("/sitemap")]
        return [*sitemaps, *chance.sample(chosen, min(count, len(chosen)))]


def print_everything(words: Words) -> Print:
    """Press all registered pages and those that they lead to; each of them answers."""
    learn()
    # What loading has changed will be in print; each page would look through it.
    Change.objects.all().delete()
    found = Print(words)
    waiting = list(all_paths())
    with one_round(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(tree, "compress", lambda body: {})
        while waiting:
            path = waiting.pop()
            if path in found.bodies:
                continue
            assert press_page(path).status == 200, path
            body = plate_tree().body(path)
            assert body is not None, path
            found.keep(path, body)
            waiting += _leads_to(body)
    return found


def _leads_to(body: bytes) -> Iterator[str]:
    for path in {link.decode() for link in _LINK.findall(body)}:
        if not _NEVER_PRESSED.search(path) and not _FEED_OF_LIST.search(path):
            yield path


def _kind_of(path: str) -> tuple[str, ...]:
    """The edition and what stands where: the name of a list, and how deep the page lies below."""
    parts = path.strip("/").split("/")
    file = parts[-1] if "." in parts[-1] else ""
    edition = parts.pop(0) if parts[0] in {"zh", "ar"} else ""
    head = parts[0] if parts and parts[0] in _LISTS else ""
    return edition, head, str(len(parts)), file
