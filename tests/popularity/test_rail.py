"""The rail: filled in its fragment alone, pressed when it changes, and never with an old list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.plates import PlateTree
from broadsheet.popularity.clockwork import count_reads
from broadsheet.popularity.rail import note_changed_lists
from broadsheet.press.models import Change, Plate
from broadsheet.press.pressing import press_page
from broadsheet.press.queue import work
from broadsheet.press.sweep import sweep
from broadsheet.press.tree import plate_tree
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import publish
from tests.popularity.most_read import read_often


@pytest.fixture
def stories(paper: TestPaper) -> list[Story]:
    """Six published stories, read less often one after the other."""
    made = [publish(paper.politics, headline=f"Ferry {number}") for number in range(1, 7)]
    read_often(made)
    return made


@pytest.fixture
def tree(stories: list[Story]) -> PlateTree:
    """The test's own tree, with the stories, the front and the rails in it."""
    work()
    press_page("/rails/")
    return plate_tree()


def next_hour() -> int:
    """When the next full hour begins, in seconds since 1970: all stories are public by then."""
    return (int(timezone.now().timestamp()) // 3600 + 1) * 3600


def rail_in(body: bytes | None) -> Any:
    """The rail, or the place for it, on a page."""
    assert body is not None
    (found,) = html.document_fromstring(body.decode()).xpath("//*[@data-region='rail-popular']")
    return found


def listed(body: bytes | None) -> list[str]:
    """The headlines of the rail, in order."""
    return [link.text for link in rail_in(body).xpath(".//ol/li//h3/a")]


def test_the_fragment_prints_it_and_says_until_when_it_is_true(
    client: Client, stories: list[Story]
) -> None:
    body = client.get("/rails/").content
    assert listed(body) == [f"Ferry {number}" for number in range(1, 7)]
    until = int(rail_in(body).get("data-until"))
    assert until % 60 == 0
    assert 0 <= timezone.now().timestamp() - until < 120
    assert rail_in(body).xpath(".//h2/a/@href") == ["/most-popular/"]


@pytest.mark.parametrize("page", ["/", "/politics/", "story"])
def test_other_pages_have_a_place_that_leads_to_the_list(
    client: Client, stories: list[Story], page: str
) -> None:
    body = client.get(stories[0].path if page == "story" else page).content
    assert listed(body) == []
    assert rail_in(body).xpath(".//a/@href") == ["/most-popular/"]
    assert "needs-no-script" in rail_in(body).get("class")


def test_it_hides_when_the_count_is_older_than_ten_minutes(
    client: Client, stories: list[Story]
) -> None:
    read_often(stories, minutes_ago=9)
    assert len(listed(client.get("/rails/").content)) == 6
    read_often(stories, minutes_ago=11)
    assert listed(client.get("/rails/").content) == []


def test_it_hides_when_fewer_than_five_stories_were_read(
    client: Client, stories: list[Story]
) -> None:
    read_often(stories[:5])
    assert len(listed(client.get("/rails/").content)) == 5
    read_often(stories[:4])
    assert listed(client.get("/rails/").content) == []


def test_a_change_presses_the_fragment_and_no_story(stories: list[Story], tree: PlateTree) -> None:
    note_changed_lists()
    work()
    before = dict(Plate.objects.values_list("path", "pressed_at"))
    read_often(reversed(stories))
    assert note_changed_lists() == 1
    work()
    assert listed(tree.body("/rails/")) == [f"Ferry {number}" for number in range(6, 0, -1)]
    pressed = {
        path for path, at in Plate.objects.values_list("path", "pressed_at") if at != before[path]
    }
    assert pressed == {"/rails/"}
    assert not Plate.objects.filter(stale=True).exists()


def test_what_has_not_changed_is_not_pressed_until_it_must_be_confirmed(
    stories: list[Story], time_machine: Any
) -> None:
    hour = next_hour()
    time_machine.move_to(hour, tick=False)
    read_often(stories)
    assert note_changed_lists() == 1
    time_machine.move_to(hour + 180, tick=False)
    read_often(stories)
    assert note_changed_lists() == 0
    time_machine.move_to(hour + 300, tick=False)
    read_often(stories)
    assert note_changed_lists() == 1
    rail = f"popular:{stories[0].edition_id}"
    assert sum(rail in change.tags for change in Change.objects.all()) == 2


def page_of(tree: PlateTree) -> str:
    """The page with the list, as the press left it."""
    body = tree.body("/most-popular/")
    assert body is not None
    return body.decode()


def test_the_page_follows_a_list_that_is_too_short_for_the_rail(paper: TestPaper) -> None:
    made = [publish(paper.politics, headline=f"Ferry {number}") for number in range(1, 4)]
    work()
    note_changed_lists()
    press_page("/most-popular/")
    assert "The count stands still" in page_of(plate_tree())
    read_often(made)
    assert note_changed_lists() == 1
    work()
    assert "The count stands still" not in page_of(plate_tree())
    assert "Ferry 3<" in page_of(plate_tree())
    assert note_changed_lists() == 0


def test_the_page_follows_what_the_rail_has_no_room_for(paper: TestPaper) -> None:
    made = [publish(paper.politics, headline=f"Ferry {number}") for number in range(1, 13)]
    work()
    read_often(made)
    note_changed_lists()
    press_page("/most-popular/")
    before = page_of(plate_tree())
    assert before.index("Ferry 11<") < before.index("Ferry 12<")
    read_often([*made[:10], made[11], made[10]])
    assert note_changed_lists() == 1
    work()
    after = page_of(plate_tree())
    assert after.index("Ferry 11<") > after.index("Ferry 12<")


@pytest.mark.parametrize("note", [True, False])
def test_the_page_grows_old_when_nobody_counts(
    stories: list[Story], tree: PlateTree, time_machine: Any, monkeypatch: Any, note: bool
) -> None:
    """Told by the clock, whose roll-up fails, or by nobody: its own time is over."""

    def fail(*_: object) -> None:
        raise OSError("no disk")

    monkeypatch.setattr("broadsheet.popularity.clockwork.roll_up", fail)
    hour = next_hour()
    time_machine.move_to(hour, tick=False)
    read_often(stories)
    note_changed_lists()
    work()
    press_page("/most-popular/")
    time_machine.move_to(hour + 540, tick=False)
    sweep()
    work()
    assert "Ferry 1<" in page_of(tree)
    time_machine.move_to(hour + 602, tick=False)
    if note:
        with pytest.raises(OSError, match="no disk"):
            count_reads()
    else:
        sweep()
    work()
    assert "The count stands still" in page_of(tree)


def test_each_edition_has_its_own(client: Client, stories: list[Story]) -> None:
    from tests.factories import found_test_edition

    found_test_edition(code="zh", language="zh-Hans", name="潮报")
    assert listed(client.get("/zh/rails/").content) == []
    assert rail_in(client.get("/zh/rails/").content).xpath(".//a/@href") == ["/zh/most-popular/"]


def _kill(story: Story) -> None:
    KillStory(story, "A test").execute()


def _unpublish(story: Story) -> None:
    story.unpublish()


def _embargo(story: Story) -> None:
    story.embargo_until = timezone.now() + timedelta(hours=1)
    story.save_revision().publish()


@pytest.mark.parametrize("take_away", [_kill, _unpublish, _embargo])
def test_what_is_no_longer_public_leaves_at_once(
    stories: list[Story], tree: PlateTree, take_away: Any
) -> None:
    press_page("/most-popular/")
    press_page("/most-popular/politics/")
    assert listed(tree.body("/rails/"))[0] == "Ferry 1"
    take_away(Story.objects.get(pk=stories[0].pk))
    work()
    assert listed(tree.body("/rails/")) == [f"Ferry {number}" for number in range(2, 7)]
    for path in ("/most-popular/", "/most-popular/politics/"):
        assert b"Ferry 1<" not in (tree.body(path) or b""), path
        assert b"Ferry 2<" in press_page(path).body
