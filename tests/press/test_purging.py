"""A cache in front is told which addresses have changed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from broadsheet.plates import PlateTree
from broadsheet.press.queue import work
from tests.conftest import TestPaper
from tests.factories import publish
from tests.press.conftest import settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def purged(settings: object) -> Iterator[list[str]]:
    """The paths that a cache on loopback was sent PURGE for."""
    paths: list[str] = []

    class Cache(BaseHTTPRequestHandler):
        def do_PURGE(self) -> None:
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Cache) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings.WAGTAILFRONTENDCACHE = {  # type: ignore[attr-defined]
            "default": {
                "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
                "LOCATION": f"http://127.0.0.1:{server.server_port}",
            }
        }
        yield paths
        server.shutdown()
        thread.join()


def test_what_is_pressed_is_purged(paper: TestPaper, tree: PlateTree, purged: list[str]) -> None:
    settle()
    purged.clear()
    story = publish(paper.politics)
    work()
    assert story.path in purged


def test_a_cache_that_is_away_holds_nothing_up(
    paper: TestPaper, tree: PlateTree, settings: object
) -> None:
    settings.WAGTAILFRONTENDCACHE = {  # type: ignore[attr-defined]
        "default": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": "http://127.0.0.1:9",
        }
    }
    story = publish(paper.politics)
    work()
    assert tree.body(story.path)
