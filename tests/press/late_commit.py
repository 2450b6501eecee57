"""A transaction that stays open across a press: run by test_concurrency, on PostgreSQL."""

from __future__ import annotations

import json
import threading

from django.db import connections, transaction

from broadsheet.press import pressing
from broadsheet.press.models import Change, Plate
from broadsheet.press.pressing import press_page
from broadsheet.press.queue import work
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Story
from tests.factories import publish
from tests.press.conftest import press_everything, settle
from tests.press.newsroom import faults, found_newsroom

PAGE = "/politics/"


def main() -> None:
    """Print what was seen of a change with a lower number that was committed after a higher one."""
    found_newsroom(2)
    press_everything()
    settle()
    story = Story.objects.filter(section__slug="politics").order_by("pk")[0]
    written, go = threading.Event(), threading.Event()
    desk = threading.Thread(target=edit_slowly, args=[story, written, go])
    desk.start()
    written.wait(30)
    publish(story.section, headline="Overtook it")
    settle()
    higher = Change.objects.order_by("-pk")[0].pk
    # Pressed for the first time: it bears no tag yet when the change is taken in.
    Plate.objects.filter(path=PAGE).delete()
    render = pressing.render

    def render_and_commit(path: str) -> pressing.Rendered:
        done = render(path)
        pressing.render = render
        go.set()
        desk.join(30)
        work()
        return done

    pressing.render = render_and_commit
    press_page(PAGE)
    before = shows()
    work()
    lower = Change.objects.filter(pk__lt=higher, tags__contains=f"story:{story.pk}").exists()
    said = {"lower": lower, "before": before, "after": shows()}
    settle()
    print(json.dumps({**said, "wrong": faults()}))


def shows() -> bool:
    """Whether the page's plate has the word."""
    return b"Written early" in (plate_tree().body(PAGE) or b"")


def edit_slowly(story: Story, written: threading.Event, go: threading.Event) -> None:
    """Publish a new headline in a transaction that is committed when `go` is set."""
    try:
        with transaction.atomic():
            story.headline = "Written early, committed late"
            story.save_revision().publish()
            written.set()
            go.wait(60)
    finally:
        connections.close_all()
