"""Lists that are found in what was read ahead say what the database says."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from broadsheet.plates.rounds import one_round
from broadsheet.stories import newest
from broadsheet.stories.models import Section, Special, Story, Topic
from broadsheet.stories.newest import NewestStories, Rule
from tests.conftest import TestPaper
from tests.factories import PictureFactory, make_section, make_special, make_stories
from tests.factories.stories import TopicFactory

STORIES = 24


@pytest.fixture
def mixed(paper: TestPaper) -> list[Story]:
    """Stories in which each place, kind and urgency comes and goes with a step of its own."""
    sport = make_section(paper.edition, "Sport")
    special = make_special(paper.edition)
    topic = TopicFactory(edition=paper.edition)
    picture = PictureFactory()
    stories = make_stories(paper.politics, STORIES)
    for number, story in enumerate(stories):
        changes: dict[str, Any] = {"kind": list(Story.Kind)[number % 4]}
        changes["urgency"] = [None, 1, 3, 5, 8][number % 5]
        changes["lead_picture"] = picture if number % 2 else None
        changes["section"] = sport if number % 3 == 0 else paper.politics
        Story.objects.filter(pk=story.pk).update(**changes)
        if number % 7 == 0:
            story.further_sections.add(sport)
        if number % 4 == 1:
            story.specials.add(special)
        if number % 6 < 2:
            story.topics.add(topic)
        story.save()
        Story.objects.filter(pk=story.pk).update(**changes)
    return stories


def rules() -> dict[str, Rule]:
    sport, politics = Section.objects.get(title="Sport"), Section.objects.get(title="Politics")
    special, topic = Special.objects.get(), Topic.objects.get()
    text = frozenset([Story.Kind.TEXT])
    return {
        "anything": Rule(),
        "section": Rule(sections=(sport,)),
        "two sections": Rule(sections=(sport, politics)),
        "special": Rule(specials=(special,)),
        "topic": Rule(topic=topic),
        "one kind": Rule(kinds=text),
        "two kinds": Rule(kinds=text | {Story.Kind.LIVE}),
        "urgency": Rule(max_urgency=3),
        "picture": Rule(with_picture=True),
        "much": Rule(sections=(politics,), topic=topic, with_picture=True, max_urgency=8),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("read_ahead", [3, 10, STORIES, 300])
def test_what_is_read_ahead_says_what_the_database_says(
    paper: TestPaper, mixed: list[Story], read_ahead: int
) -> None:
    without = {mixed[0].pk, mixed[5].pk}
    with patch.object(newest, "READ_AHEAD", read_ahead), one_round():
        for name, rule in rules().items():
            stories = rule.narrow(Story.objects.public()).exclude(pk__in=without).newest()
            expected = [story.pk for story in stories]
            listed = NewestStories(paper.edition, rule)
            for start, stop in ((0, 1), (0, 4), (2, 7), (0, 99)):
                found = listed.newest_keys(stop, start, without)
                assert found == expected[start:stop], name


@pytest.mark.django_db
def test_a_round_reads_once(paper: TestPaper, mixed: list[Story]) -> None:
    with one_round():
        NewestStories(paper.edition).newest_keys(3)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            NewestStories(paper.edition, Rule(kinds=frozenset(["gallery"]))).newest_keys(3)
            NewestStories(paper.edition, Rule(with_picture=True)).newest_keys(30)
        assert len(queries) == 0


@pytest.mark.django_db
def test_outside_of_a_round_every_list_is_new(paper: TestPaper) -> None:
    listed = NewestStories(paper.edition)
    before = listed.newest_keys(5)
    (story,) = make_stories(paper.politics, 1)
    assert listed.newest_keys(5) == [story.pk, *before]
