"""From logs to counts, whatever happens on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import time_machine

from broadsheet.plates.hits import FOLDER, SEEN
from broadsheet.popularity.models import (
    CountedApart,
    HourReads,
    MinuteReads,
    PlaceMinutes,
    Reckoning,
    RolledLog,
    SourceReads,
    Standing,
)
from broadsheet.popularity.rolling import roller as rolling
from broadsheet.popularity.rolling.roller import roll_up
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import found_test_edition, make_section, make_special, make_stories
from tests.popularity.readers import Read, Readers, old_stories
from tests.reader.asking import Paper as Door

# A minute begins here, in the middle of a day (UTC).
NOON = 1_795_521_600
MINUTE = NOON // 60


@pytest.fixture
def readers(tmp_path: Path) -> Readers:
    """Nobody has read anything."""
    return Readers(tmp_path)


def counts() -> dict[tuple[int, int], int]:
    """What the database holds, by story and minute."""
    rows = MinuteReads.objects.values_list("story_id", "minute", "reads")
    return {(story, minute): reads for story, minute, reads in rows}


def apart() -> dict[str, int]:
    """What was counted apart."""
    return dict(CountedApart.objects.values_list("reason", "reads"))


def test_a_visitor_counts_once_a_story_and_minute(paper: TestPaper, readers: Readers) -> None:
    first, second = old_stories(paper.politics, 2)
    readers.send(
        Read(NOON, NOON, first.pk, "a", host=b"search.example"),
        Read(NOON + 30, NOON + 30, first.pk, "a", host=b"search.example"),
        Read(NOON + 31, NOON + 31, first.pk, "b", process=1),
        Read(NOON + 32, NOON + 32, first.pk, "a", process=1, host=b"search.example"),
        Read(NOON + 33, NOON + 33, second.pk, "a"),
        Read(NOON + 61, NOON + 61, first.pk, "a"),
    )
    done = roll_up(readers.home, NOON + 122)
    assert (
        counts()
        == readers.recount()
        == {
            (first.pk, MINUTE): 2,
            (second.pk, MINUTE): 1,
            (first.pk, MINUTE + 1): 1,
        }
    )
    assert apart() == {"repeated": 2}
    assert (done.beacons, done.reads, done.until) == (6, 4, MINUTE + 2)
    home, section = paper.edition.home.pk, paper.politics.pk
    assert dict(HourReads.objects.values_list("story_id", "reads")) == {first.pk: 3, second.pk: 1}
    assert set(PlaceMinutes.objects.values_list("place_id", "minute", "reads")) == {
        (place, MINUTE + at, reads) for place in (home, section) for at, reads in ((0, 3), (1, 1))
    }
    assert set(SourceReads.objects.values_list("host", "reads")) == {("search.example", 1), ("", 3)}
    assert readers.files() == []
    assert not RolledLog.objects.exists()


def test_a_minute_that_is_not_over_is_left_alone(paper: TestPaper, readers: Readers) -> None:
    (story,) = old_stories(paper.politics, 1)
    readers.send(Read(NOON + 59, NOON + 59, story.pk, "a"))
    roll_up(readers.home, NOON + 61)
    assert (counts(), len(readers.files())) == ({}, 1)
    roll_up(readers.home, NOON + 62)
    assert counts() == {(story.pk, MINUTE): 1}


def test_what_comes_late_counts_for_its_own_minute_and_once(
    paper: TestPaper, readers: Readers
) -> None:
    (story,) = old_stories(paper.politics, 1)
    readers.send(Read(NOON, NOON, story.pk, "a"))
    roll_up(readers.home, NOON + 62)
    hours_later = NOON + 5 * 3600
    late = Read(hours_later, NOON + 600, story.pk, "b")
    # The same view twice; another visitor; one who was counted already when it was on time.
    readers.send(late, Read(hours_later + 70, NOON + 600, story.pk, "b"))
    readers.send(Read(hours_later, NOON + 610, story.pk, "c"))
    readers.send(Read(hours_later, NOON, story.pk, "a"))
    roll_up(readers.home, hours_later + 62)
    roll_up(readers.home, hours_later + 180)
    assert counts() == readers.recount() == {(story.pk, MINUTE): 1, (story.pk, MINUTE + 10): 2}
    standing = Standing.objects.get(place_id=paper.politics.pk)
    assert (standing.hour, standing.day, standing.week) == (0, 3, 3)


def test_reads_leave_the_windows_to_the_minute(paper: TestPaper, readers: Readers) -> None:
    (story,) = old_stories(paper.politics, 1)
    readers.send(Read(NOON, NOON, story.pk, "a"))
    for minutes, expected in (
        (1, (1, 1, 1)),
        (60, (1, 1, 1)),
        (61, (0, 1, 1)),
        (1440, (0, 1, 1)),
        (1441, (0, 0, 1)),
        (10_080, (0, 0, 1)),
    ):
        roll_up(readers.home, NOON + 60 * minutes + 2)
        found = Standing.objects.filter(story=story).values_list("hour", "day", "week")
        assert set(found) == {expected}, minutes
    roll_up(readers.home, NOON + 60 * 10_081 + 2)
    assert not Standing.objects.exists()
    roll_up(readers.home, NOON + 60 * 1440 * 9)
    assert not MinuteReads.objects.exists()
    assert HourReads.objects.get().reads == 1


def test_a_clock_that_is_put_back_takes_nothing_back(paper: TestPaper, readers: Readers) -> None:
    (story,) = old_stories(paper.politics, 1)
    readers.send(Read(NOON, NOON, story.pk, "a"))
    roll_up(readers.home, NOON + 3600)
    roll_up(readers.home, NOON + 62)
    assert Reckoning.objects.get().until == MINUTE + 59
    readers.send(Read(NOON + 62, NOON + 62, story.pk, "a"))
    roll_up(readers.home, NOON + 124)
    assert Standing.objects.filter(story=story).first().day == 2
    roll_up(readers.home, NOON + 1440 * 60 + 62)
    assert Standing.objects.filter(story=story).first().day == 1


def test_after_days_without_a_clock_all_is_counted(paper: TestPaper, readers: Readers) -> None:
    (story,) = old_stories(paper.politics, 1)
    roll_up(readers.home, NOON)
    for day in range(9):
        at = NOON + day * 86_400
        readers.send(Read(at, at, story.pk, "a"), Read(at, at, story.pk, "b"))
    end = NOON + 9 * 86_400
    roll_up(readers.home, end)
    standing = Standing.objects.get(place_id=paper.politics.pk)
    assert (standing.hour, standing.day, standing.week) == (0, 2, 14)
    assert sum(HourReads.objects.values_list("reads", flat=True)) == 18
    assert roll_up(readers.home, end).logs == 0


@pytest.mark.parametrize("where", ["seen", "unlink"])
def test_cut_off_after_the_commit_it_counts_nothing_twice(
    paper: TestPaper, readers: Readers, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (story,) = old_stories(paper.politics, 1)
    readers.send(Read(NOON, NOON, story.pk, "a"), Read(NOON + 1, NOON + 1, story.pk, "b"))

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if where == "seen":
            patched.setattr(rolling.Seen, "add", die)
        else:
            patched.setattr(Path, "unlink", die)
        with pytest.raises(KeyboardInterrupt):
            roll_up(readers.home, NOON + 62)
    assert len(readers.files()) == RolledLog.objects.count() == 1
    # A process that was held up writes what it had; the visitor is known all the same.
    readers.restart("one", 0)
    readers.send(
        Read(NOON + 59, NOON + 59, story.pk, "a"), Read(NOON + 59, NOON + 59, story.pk, "c")
    )
    roll_up(readers.home, NOON + 122)
    assert counts() == readers.recount() == {(story.pk, MINUTE): 3}
    assert readers.files() == []
    assert not RolledLog.objects.exists()


def test_cut_off_before_the_commit_it_loses_nothing(
    paper: TestPaper, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    (story,) = old_stories(paper.politics, 1)
    readers.send(Read(NOON, NOON, story.pk, "a"))

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rolling, "add_late", die)
        with pytest.raises(KeyboardInterrupt):
            roll_up(readers.home, NOON + 62)
    assert counts() == {}
    roll_up(readers.home, NOON + 62)
    assert counts() == {(story.pk, MINUTE): 1}


def test_unknown_and_hidden_stories_are_counted_apart(paper: TestPaper, readers: Readers) -> None:
    shown, hidden = old_stories(paper.politics, 2)
    Story.objects.filter(pk=hidden.pk).update(live=False)
    nowhere = hidden.pk + 1000
    readers.send(*[Read(NOON, NOON, story, "a") for story in (shown.pk, hidden.pk, nowhere)])
    roll_up(readers.home, NOON + 62)
    assert set(counts()) == {(shown.pk, MINUTE)}
    assert apart() == {"unpublished": 1, "unknown": 1}


def test_a_story_was_not_read_before_it_was_published(paper: TestPaper, readers: Readers) -> None:
    first = datetime.fromtimestamp(NOON, UTC)
    # What is printed as its time may be any other.
    (story,) = make_stories(paper.politics, 1, first_published_at=first)
    (unknown,) = make_stories(paper.science, 1, first_published_at=None)
    for number, before in enumerate((0, 119, 120, 121, 3600, 80_000)):
        readers.send(Read(NOON + 1, NOON - before, story.pk, f"{number}"))
    readers.send(Read(NOON + 1, NOON - 80_000, unknown.pk, "a"))
    roll_up(readers.home, NOON + 62)
    assert sum(counts().values()) == 4
    assert apart() == {"forged": 3}
    assert min(minute for key, minute in counts() if key == story.pk) == MINUTE - 2


def test_a_story_stands_in_every_place_it_belongs_to(paper: TestPaper, readers: Readers) -> None:
    (story,) = old_stories(paper.politics, 1)
    special = make_special(paper.edition)
    story.further_sections.add(paper.science)
    story.specials.add(special)
    story.save()
    readers.send(Read(NOON, NOON, story.pk, "a"))
    roll_up(readers.home, NOON + 62)
    places = {paper.edition.home.pk, paper.politics.pk, paper.science.pk, special.pk}
    assert set(Standing.objects.values_list("place_id", flat=True)) == places


@pytest.mark.django_db(transaction=False)
def test_a_story_that_moves_takes_its_reads_along(
    paper: TestPaper, readers: Readers, django_capture_on_commit_callbacks: Any
) -> None:
    (story,) = old_stories(paper.politics, 1)
    sport = make_section(paper.edition, "Sport")
    readers.send(Read(NOON, NOON, story.pk, "a"), Read(NOON, NOON, story.pk, "b"))
    roll_up(readers.home, NOON + 62)
    with django_capture_on_commit_callbacks(execute=True):
        draft = story.get_latest_revision_as_object() if story.latest_revision else story
        draft.section = sport
        draft.save_revision().publish()
    places = dict(Standing.objects.values_list("place_id", "day"))
    assert places == {paper.edition.home.pk: 2, sport.pk: 2}
    readers.send(Read(NOON + 120, NOON + 120, story.pk, "a"))
    roll_up(readers.home, NOON + 182)
    assert dict(Standing.objects.values_list("place_id", "day")) == {
        paper.edition.home.pk: 3,
        sport.pk: 3,
    }


def test_hosts_are_counted_by_edition_and_hour(paper: TestPaper, readers: Readers) -> None:
    other = found_test_edition(code="zh", language="zh-Hans", is_default=False)
    (here,) = old_stories(paper.politics, 1)
    (there,) = old_stories(make_section(other), 1)
    hosts = ("", "news.example", "search.example")
    expected = {}
    for times, (story, host, hours) in enumerate(product([here, there], hosts, range(3)), start=1):
        at = NOON - 3600 * hours
        readers.send(
            *(
                Read(NOON, at, story.pk, f"{times} {number}", host=host.encode())
                for number in range(times)
            )
        )
        expected[story.edition_id, at // 3600, host] = times
    roll_up(readers.home, NOON + 62)
    rows = SourceReads.objects.values_list("edition_id", "hour", "host", "reads")
    assert {(edition, hour, host): reads for edition, hour, host, reads in rows} == expected


def test_hosts_that_somebody_invents_fill_no_table(
    paper: TestPaper, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.popularity.rolling.counting.MOST_HOSTS", 3)
    (story,) = old_stories(paper.politics, 1)
    for minute in range(2):
        at = NOON + 60 * minute
        hosts = [b"search.example", *(f"h{minute}-{n}.example".encode() for n in range(9))]
        readers.send(
            *(Read(at, at, story.pk, host.decode(), host=host) for host in hosts),
            Read(at, at, story.pk, "again", host=b"search.example"),
        )
        roll_up(readers.home, at + 62)
    found = dict(SourceReads.objects.values_list("host", "reads"))
    assert len(found) == 4
    assert found["search.example"] == 4
    assert sum(found.values()) == 22


def test_of_a_day_that_is_over_no_visitor_is_remembered(paper: TestPaper, readers: Readers) -> None:
    (story,) = old_stories(paper.politics, 1)
    midnight = NOON + 12 * 3600
    readers.send(Read(midnight - 1, midnight - 1, story.pk, "a"))
    roll_up(readers.home, midnight + 2)
    assert counts() == {(story.pk, midnight // 60 - 1): 1}
    assert list(readers.home.rglob(f"{SEEN}/*")) == []


def test_a_read_that_is_sent_again_before_midnight_is_counted_once(
    paper: TestPaper, tmp_path: Path
) -> None:
    midnight = NOON + 12 * 3600
    folder = tmp_path / FOLDER / "node"
    door = Door(tmp_path, {"hits": folder, "trust_forwarded_for": True})
    reads = door.reader._reads
    assert reads is not None
    sent = midnight - 7200
    with time_machine.travel(sent, tick=False) as clock:
        (story,) = old_stories(paper.politics, 1)
        for at in (sent, midnight - 20):
            clock.move_to(at)
            reads._forget()
            door.ask(f"/read/{story.pk}?t={sent}", "POST", user_agent="Mozilla/5.0 Firefox/143.0")
            reads._log.flush()
            if at == sent:
                roll_up(tmp_path, at + 62)
        # The process looks once a second, the roll-up comes two seconds after the minute.
        clock.move_to(midnight + 1)
        reads._forget()
        roll_up(tmp_path, midnight + 2)
        assert counts() == {(story.pk, sent // 60): 1}
        assert apart() == {"repeated": 1}


def test_where_nobody_counts_the_reader_forgets_who_was_seen(
    paper: TestPaper, tmp_path: Path
) -> None:
    midnight = NOON + 12 * 3600
    readers = Readers(tmp_path)
    with time_machine.travel(NOON, tick=False) as clock:
        (story,) = old_stories(paper.politics, 1)
        readers.send(Read(NOON, NOON, story.pk, "a"))
        roll_up(tmp_path, NOON + 62)
        door = Door(tmp_path, {"hits": tmp_path / FOLDER / "one"})
        reads = door.reader._reads
        assert reads is not None
        for moment, is_kept in ((NOON, True), (midnight + 599, True), (midnight + 600, False)):
            clock.move_to(moment)
            reads._forget()
            assert bool(list(tmp_path.rglob(f"{SEEN}/*/*"))) == is_kept
