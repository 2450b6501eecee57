"""Lists of what is read most."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone

from broadsheet.popularity.models import MinuteReads, Reckoning, Standing
from broadsheet.popularity.ranking import Window, curve, lists, movement, ranking
from broadsheet.popularity.rolling.standings import advance
from broadsheet.popularity.windows import minute_of, moment_of
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import make_stories


@pytest.fixture
def read(paper: TestPaper) -> list[Story]:
    """Eight stories, of which the first was read most, and the windows as they end now."""
    stories = make_stories(paper.politics, 8)
    Reckoning.objects.create(until=minute_of(timezone.now()))
    for number, story in enumerate(stories):
        stand(paper.edition.home.pk, story, 100 - 10 * number)
    return stories


def stand(place: int, story: Story, reads: int, hour: int | None = None) -> None:
    """`story` was read in `place`."""
    Standing.objects.create(
        place_id=place,
        story=story,
        kind=story.kind,
        published_at=story.published_at,
        hour=reads // 2 if hour is None else hour,
        day=reads,
        week=2 * reads,
    )


def order(found: object) -> list[int]:
    """The stories of a list."""
    return [entry.story_id for entry in found.entries]  # type: ignore[attr-defined]


def test_the_most_read_come_first(paper: TestPaper, read: list[Story]) -> None:
    found = ranking(paper.edition, length=3)
    assert [(entry.story_id, entry.reads) for entry in found.entries] == [
        (read[0].pk, 100),
        (read[1].pk, 90),
        (read[2].pk, 80),
    ]
    assert found.is_fresh
    assert found.is_shown


def test_equal_reads_go_to_the_newer_story(paper: TestPaper, read: list[Story]) -> None:
    Standing.objects.update(day=7)
    assert order(ranking(paper.edition)) == [story.pk for story in read]
    Standing.objects.filter(story=read[5]).update(published_at=timezone.now())
    assert order(ranking(paper.edition))[0] == read[5].pk


@pytest.mark.parametrize(
    "change",
    [
        {"killed_at": timezone.now()},
        {"live": False},
        {"embargo_until": timezone.now() + timedelta(hours=1)},
        {"expire_at": timezone.now() - timedelta(hours=1)},
    ],
)
def test_what_is_not_public_leaves_at_once(
    paper: TestPaper, read: list[Story], change: dict[str, object]
) -> None:
    Story.objects.filter(pk=read[0].pk).update(**change)
    assert order(ranking(paper.edition, length=2)) == [read[1].pk, read[2].pk]


def test_a_long_row_of_hidden_stories_hides_no_other(paper: TestPaper, read: list[Story]) -> None:
    hidden = make_stories(paper.science, 300)
    Story.objects.filter(section=paper.science).update(live=False)
    for story in hidden:
        stand(paper.edition.home.pk, story, 1000)
    assert order(ranking(paper.edition, length=8)) == [story.pk for story in read]


def test_several_kinds_share_one_order(paper: TestPaper, read: list[Story]) -> None:
    for place in (1, 4):
        Standing.objects.filter(story=read[place]).update(kind="gallery")
    Standing.objects.filter(story=read[2]).update(kind="video")
    assert order(ranking(paper.edition, kinds=["gallery"])) == [read[1].pk, read[4].pk]
    several = ranking(paper.edition, kinds={"gallery", "video"})
    assert order(several) == [read[1].pk, read[2].pk, read[4].pk]


def test_it_hides_when_old_or_short(paper: TestPaper, read: list[Story]) -> None:
    Reckoning.objects.update(until=minute_of(timezone.now()) - 11)
    assert not ranking(paper.edition).is_fresh
    Reckoning.objects.update(until=minute_of(timezone.now()) - 5)
    assert ranking(paper.edition, length=1).is_shown
    Standing.objects.filter(story__in=read[4:]).delete()
    assert not ranking(paper.edition).is_shown
    assert ranking(paper.edition).is_fresh


def test_before_the_first_roll_up_nothing_is_shown(paper: TestPaper) -> None:
    found = ranking(paper.edition)
    assert (found.entries, found.until, found.is_shown) == ([], None, False)
    assert movement(paper.edition) == []


def test_a_list_of_another_moment_is_added_up(paper: TestPaper) -> None:
    first, second = make_stories(paper.politics, 2)
    now = minute_of(timezone.now())
    for story, minute, reads in ((first, 100, 5), (second, 70, 3), (second, 10, 3)):
        MinuteReads.objects.create(story_id=story.pk, minute=now - minute, reads=reads)
    then = ranking(paper.edition, window=Window.HOUR, at=moment_of(now - 60))
    assert [(entry.story_id, entry.reads) for entry in then.entries] == [
        (first.pk, 5),
        (second.pk, 3),
    ]


def test_movement_tells_the_rank_of_an_hour_ago(paper: TestPaper) -> None:
    first, second, third = make_stories(paper.politics, 3)
    now = minute_of(timezone.now())
    Reckoning.objects.create(until=now)
    for story, minute, reads in (
        (first, 90, 5),
        (second, 80, 3),
        (second, 10, 4),
        (third, 1470, 9),
        (third, 5, 1),
    ):
        MinuteReads.objects.create(story_id=story.pk, minute=now - minute, reads=reads)
    for story, reads, hour in ((first, 5, 0), (second, 7, 4), (third, 1, 1)):
        stand(paper.edition.home.pk, story, reads, hour=hour)
    moves = {move.story_id: (move.rank, move.before) for move in movement(paper.edition)}
    assert moves == {second.pk: (1, 3), first.pk: (2, 2), third.pk: (3, 1)}


@pytest.mark.parametrize("window", Window)
@pytest.mark.parametrize("inner", [False, True])
def test_ranks_of_an_hour_ago_are_those_of_the_list_of_then(
    paper: TestPaper, window: Window, inner: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of more stories than ranks are told of; and of the minutes no more than an hour is read."""
    lot = Random(5)
    stories = [*make_stories(paper.politics, 300), *make_stories(paper.science, 60)]
    until = minute_of(timezone.now())
    edges = [0, 30, 59, 60, 61, 100, 119, 120, 1000, 1439, 1440, 1470, 1499, 1500, 5000]
    edges += [10_079, 10_080, 10_100, 10_139, 10_140]
    reads = Counter((lot.choice(stories).pk, until - 1 - lot.choice(edges)) for _ in range(4000))
    MinuteReads.objects.bulk_create(
        MinuteReads(story_id=story, minute=minute, reads=number)
        for (story, minute), number in reads.items()
    )
    Reckoning.objects.create(pk=1, until=until - 20_000)
    with transaction.atomic():
        advance(until)
    Story.objects.filter(pk__in=[story.pk for story in stories[::7]]).update(live=False)
    section = paper.politics if inner else None
    then = ranking(
        paper.edition,
        window=window,
        section=section,
        length=200,
        at=moment_of(until - 60),
    )
    ranks = {entry.story_id: rank for rank, entry in enumerate(then.entries, 1)}
    asked: list[int] = []

    def sums(begin: int, end: int) -> dict[int, int]:
        asked.append(end - begin)
        return lists.sums(begin, end)

    monkeypatch.setattr("broadsheet.popularity.ranking.moves.sums", sums)
    moves = movement(paper.edition, window=window, section=section, length=200)
    assert len(moves) > 100
    assert {move.story_id: move.before for move in moves} == {
        move.story_id: ranks.get(move.story_id) for move in moves
    }
    assert sum(asked) <= 60


def test_a_curve_has_a_step_for_every_minute(paper: TestPaper) -> None:
    (story,) = make_stories(paper.politics, 1)
    now = minute_of(timezone.now())
    MinuteReads.objects.create(story_id=story.pk, minute=now - 3, reads=2)
    MinuteReads.objects.create(story_id=story.pk, minute=now - 1, reads=1)
    steps = curve(story.pk, moment_of(now - 4), moment_of(now), timedelta(minutes=2))
    assert steps == [(moment_of(now - 4), 2), (moment_of(now - 2), 1)]
