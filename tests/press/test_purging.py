"""A cache in front is told which addresses have changed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from pytest_django import Settings

from broadsheet.plates import PlateTree
from broadsheet.press import http_cache, purging, queue
from broadsheet.press.models import Plate
from broadsheet.press.pressing import press_page
from broadsheet.press.purging import CacheInFront, purge, say_what_is_left, unusable_caches
from broadsheet.press.queue import work
from broadsheet.site.environment import read
from tests.conftest import TestPaper
from tests.factories import publish
from tests.press.caches import Cache, answers, cache, keeps_silent, resets
from tests.press.conftest import settle

HTTP = "broadsheet.press.http_cache.HttpCache"
type_front = Callable[[Any], Cache]


@pytest.fixture
def front(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[type_front]:
    """Put a cache in front that answers in some way."""
    monkeypatch.setattr(http_cache, "PATIENCE", 0.2)
    monkeypatch.setattr(purging, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(purging, "_in_use", [])
    with ExitStack() as stack:

        def make(answer: Any) -> Cache:
            made = stack.enter_context(cache(answer))
            settings.WAGTAILFRONTENDCACHE = {
                **(settings.WAGTAILFRONTENDCACHE or {}),
                f"cache {made.port}": {
                    "BACKEND": HTTP,
                    "LOCATION": f"http://127.0.0.1:{made.port}",
                },
            }
            return made

        yield make
        monkeypatch.setattr(purging, "LAST_WORDS", 0.0)
        say_what_is_left()


@pytest.mark.django_db
def test_what_is_pressed_is_purged(paper: TestPaper, tree: PlateTree, front: type_front) -> None:
    settle()
    press_page("/")
    made = front(answers("200 Purged"))
    story = publish(paper.politics)
    work()
    assert made.hears(story.path)
    assert made.hears("/")
    assert (f"PURGE {story.path} HTTP/1.1", "127.0.0.1:8000") in made.asked


@pytest.mark.django_db
def test_a_page_is_purged_as_soon_as_it_stands(
    paper: TestPaper, tree: PlateTree, front: type_front, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle()
    press_page("/")
    made = front(answers("200 Purged"))
    story = publish(paper.politics)
    press = queue.press_claimed
    heard: list[bool] = []

    def wait_for_the_first(plate: Plate, *, wait: bool) -> None:
        if plate.path != story.path:
            heard.append(made.hears(story.path))
        press(plate, wait=wait)

    monkeypatch.setattr(queue, "press_claimed", wait_for_the_first)
    work()
    assert heard
    assert all(heard)


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [keeps_silent, resets, answers("503 Not now")])
def test_a_cache_that_does_not_answer_holds_nothing_up_and_is_told_again(
    paper: TestPaper,
    tree: PlateTree,
    front: type_front,
    answer: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settle()
    made, other = front(answer), front(answers("200 Purged"))
    story = publish(paper.politics)
    work()
    assert tree.body(story.path)
    assert other.hears(story.path)
    assert made.hears(story.path, times=2)
    assert any("doesn't purge" in record.message for record in caplog.records)


def test_what_a_cache_is_never_told_is_logged(
    front: type_front, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = front(resets)
    monkeypatch.setattr(purging, "MOST_TRIES", 3)
    purge("/a/")
    assert made.hears("/a/", times=3)
    monkeypatch.setattr(purging, "LAST_WORDS", 20)
    say_what_is_left()
    assert len(made.asked) == 3
    told = [record.message for record in caplog.records if record.levelno == logging.ERROR]
    assert len(told) == 1
    assert f"cache {made.port} was not purged of http://127.0.0.1:8000/a/: " in told[0]


def test_one_address_that_fails_does_not_hold_up_the_others() -> None:
    told: list[list[str]] = []
    done = threading.Event()

    class Picky:
        def invalidates_hostname(self, _name: str) -> bool:
            return True

        def purge_batch(self, urls: list[str]) -> None:
            told.append(urls)
            if "http://x/bad/" in urls:
                raise RuntimeError("no")
            if "http://x/last/" in urls:
                done.set()

    picky = CacheInFront("picky", Picky())  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as quickly:
        quickly.setattr(purging, "FIRST_PAUSE", 0.01)
        for name in ("bad", "good", "better", "last"):
            picky.purge(f"http://x/{name}/")
        assert done.wait(20)
        quickly.setattr(purging, "MOST_TRIES", 2)
        picky.finish(20)
    assert max(map(len, told)) <= 4


def test_too_much_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    go, began = threading.Event(), threading.Event()

    class Slow:
        def invalidates_hostname(self, _name: str) -> bool:
            return True

        def purge_batch(self, _urls: list[str]) -> None:
            began.set()
            go.wait(20)

    monkeypatch.setattr(purging, "MOST_WAITING", 2)
    slow = CacheInFront("slow", Slow())  # type: ignore[arg-type]
    slow.purge("http://x/0/")
    assert began.wait(20)
    for number in (1, 2, 3, 3):
        slow.purge(f"http://x/{number}/")
    assert [record.message for record in caplog.records] == [
        "slow was not purged of http://x/1/: too much waits"
    ]
    slow.finish(0)
    assert "slow was not purged of http://x/0/ http://x/2/ http://x/3/: the process ends" in (
        caplog.records[-1].message
    )
    go.set()


@pytest.mark.parametrize(
    ("status", "logged"), [("200 OK", False), ("404 Not kept", False), ("405 Not allowed", True)]
)
def test_a_refusal_is_logged_and_not_tried_again(
    front: type_front, caplog: pytest.LogCaptureFixture, status: str, logged: bool
) -> None:
    made = front(answers(status))
    purge("/a/")
    purge("/ä b/?q=1")
    assert made.hears("/%C3%A4%20b/?q=1")
    with pytest.MonkeyPatch.context() as patient:
        patient.setattr(purging, "LAST_WORDS", 20)
        say_what_is_left()
    assert sorted(made.paths()) == ["/%C3%A4%20b/?q=1", "/a/"]
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2 * logged


def test_a_cache_of_another_host_is_not_told(front: type_front, settings: Settings) -> None:
    mine, other = front(answers("200 OK")), front(answers("200 OK"))
    options = {**settings.WAGTAILFRONTENDCACHE}
    options[f"cache {other.port}"] = {
        **options[f"cache {other.port}"],
        "HOSTNAMES": ["other.example"],
    }
    settings.WAGTAILFRONTENDCACHE = options
    purge("/a/")
    assert mine.hears("/a/")
    with pytest.MonkeyPatch.context() as patient:
        patient.setattr(purging, "LAST_WORDS", 20)
        say_what_is_left()
    assert other.asked == []


def test_a_cache_that_cannot_be_used_is_named_and_the_others_are_told(
    front: type_front, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WAGTAILFRONTENDCACHE = {"cloudfront": {"BACKEND": "no.such.Backend"}}
    made = front(answers("200 OK"))
    purge("/a/")
    purge("/b/")
    assert made.hears("/b/")
    assert list(unusable_caches()) == ["cloudfront"]
    assert [record.message[:44] for record in caplog.records] == [
        "cloudfront can't be told what has changed: I"
    ]


def test_cloudflare_is_told_in_its_own_words(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, Any, dict[str, str]]] = []

    class Answer:
        status_code = 200

        def json(self) -> dict[str, bool]:
            return {"success": True}

    def post(url: str, json: Any, headers: dict[str, str], timeout: float) -> Answer:
        sent.append((url, json, headers))
        return Answer()

    monkeypatch.setattr("requests.post", post)
    monkeypatch.setattr(purging, "_in_use", [])
    monkeypatch.setenv(
        "BROADSHEET_PURGE_CDN",
        '{"BACKEND": "cloudflare", "ZONEID": "z1", "BEARER_TOKEN": "t0k"}',
    )
    settings.WAGTAILFRONTENDCACHE = read("BROADSHEET_PURGE_CDN")
    purge("/a/")
    monkeypatch.setattr(purging, "LAST_WORDS", 20)
    say_what_is_left()
    [(url, body, headers)] = sent
    assert url == "https://api.cloudflare.com/client/v4/zones/z1/purge_cache"
    assert body == {"files": ["http://127.0.0.1:8000/a/"]}
    assert headers["Authorization"] == "Bearer t0k"
