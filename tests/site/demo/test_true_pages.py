"""A page that shows a thing bears its tag: every page of the demo newspaper, every object of it.

Each object's texts hold a word that stands nowhere else. A plate that shows the word must be
outdated when the object changes. What no word tells, such as the order of a list, is compared: of
the pages that a change has left alone, some of each kind are rendered again.

Which page bears which tag doesn't hang on the database, and `tests/press/test_truth.py` is run on
both: so this is run on one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db.models import Model
from django.utils import timezone
from wagtail.signals import published, unpublished

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.press.rendering import render
from broadsheet.stories.actions.publish_due import publish_due
from broadsheet.stories.models import (
    Clip,
    Edition,
    HomeFront,
    InformationPage,
    Person,
    Picture,
    Section,
    Source,
    Special,
    Story,
    Topic,
)
from tests.site.demo.changes import CHANGES, publish
from tests.site.demo.lacking import add_what_it_lacks
from tests.site.demo.loading import unindexed
from tests.site.demo.printing import Print, print_everything
from tests.site.demo.words import FIELDS, Words, reworded, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.xdist_group("demo")]
# How many pages are rendered again after one change.
AGAIN = 5
# Publishing tells the press the same of every story: what it does besides is done for some.
IN_FULL = 8


@pytest.fixture(autouse=True)
def _media() -> None:
    """Files and plates lie where the demo newspaper has them, for all tests of this file."""


@pytest.fixture(autouse=True)
def _unindexed() -> Iterator[None]:
    with unindexed():
        yield


@pytest.fixture(scope="module")
def printed(demo: list[str]) -> Print:
    """The demo newspaper in print, with something of everything, and its words."""
    with unindexed():
        add_what_it_lacks()
        words = Words()
        words.mark()
        return print_everything(words)


def test_every_kind_of_text_is_somewhere_in_print(printed: Print) -> None:
    shown = {printed.words.owners[number] for found in printed.shown.values() for number in found}
    wanted = {(model, name) for model, names in FIELDS.items() for name in names}
    assert wanted - {(model, name) for model, _key, name in shown} == set()


@pytest.mark.parametrize("model", [Topic, Person, Source, Picture, Clip, Edition])
def test_what_shows_a_thing_is_outdated_when_the_thing_changes(
    printed: Print, model: type[Model]
) -> None:
    missed = {
        str(thing): _missed(printed, printed.words.of(thing), reworded_one(thing).save)
        for thing in model._default_manager.all()
    }
    assert {name: paths for name, paths in missed.items() if paths} == {}


@pytest.mark.parametrize("model", [HomeFront, Section, Special, InformationPage])
def test_what_shows_a_place_is_outdated_when_a_text_of_it_changes(
    printed: Print, model: Any
) -> None:
    missed = {
        (str(place), name): _missed(printed, words, partial(_reword, place, name))
        for place in model.objects.all()
        for name in FIELDS[model]
        if (words := printed.words.of(place, name))
    }
    assert {name: paths for name, paths in missed.items() if paths} == {}


def test_what_shows_a_story_is_outdated_when_the_story_changes(printed: Print) -> None:
    missed = {
        story.path: _missed(printed, printed.words.of(story), partial(_change, story, number))
        for number, story in enumerate(Story.objects.order_by("pk"))
    }
    assert {path: paths for path, paths in missed.items() if paths} == {}


def _reword(place: Any, name: str) -> None:
    publish(reworded_one(place, name))


def _change(story: Story, number: int) -> None:
    if number % IN_FULL:
        published.send(Story, instance=story)
    else:
        publish(reworded_one(story))


def _missed(printed: Print, words: set[int], change: Callable[[], object]) -> set[str]:
    """The pages with one of `words` as their own matter that `change` does not outdate."""
    with printed.after(change) as outdated:
        return printed.about(words) - outdated.marked


def reworded_one(thing: Any, *names: str) -> Any:
    """`thing` with other texts in the fields `names`, or in all."""
    for name in names or FIELDS[type(thing)]:
        setattr(thing, name, reworded(getattr(thing, name)))
    return thing


def _kill(story: Story) -> None:
    KillStory(story, "Wrong").execute()


def _expire(story: Story) -> None:
    Story.objects.filter(pk=story.pk).update(expire_at=timezone.now())
    assert publish_due() == 1


def _embargo(story: Story) -> None:
    publish(story, embargo_until=timezone.now() + timedelta(hours=1))


def _lose_rights(story: Story) -> None:
    publish(story, rights_expire_at=timezone.now())


def _withdraw(story: Story) -> None:
    """What all of these come to."""
    Story.objects.filter(pk=story.pk).update(live=False)
    unpublished.send(Story, instance=story)


WITHDRAWALS: list[Callable[[Story], object]] = [
    _kill,
    Story.unpublish,
    _expire,
    _embargo,
    _lose_rights,
    Story.delete,
]


def test_no_plate_stands_that_shows_a_withdrawn_story(printed: Print) -> None:
    """In rails and among related stories too, at once; nor does a new one show it."""
    chance = Random(1884)
    standing, shown = {}, {}
    for number, story in enumerate(Story.objects.order_by("pk")):
        words, path = printed.words.of(story), story.path
        in_full = number % IN_FULL == 0
        withdraw = WITHDRAWALS[number // IN_FULL % len(WITHDRAWALS)] if in_full else _withdraw
        showing = printed.showing(words)
        with printed.after(partial(withdraw, story)) as outdated:
            standing[path] = showing - outdated.gone - outdated.at_once
            again = chance.sample(sorted(showing), min(len(showing), 3)) if in_full else []
            shown[path] = [one for one in again if words_in(render(one).body) & words]
    assert {path: paths for path, paths in standing.items() if paths} == {}
    assert {path: paths for path, paths in shown.items() if paths} == {}


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_change_leaves_alone_is_still_true(printed: Print, name: str) -> None:
    with printed.after(CHANGES[name]) as outdated:
        assert outdated.marked
        chosen = printed.some_of_each_kind(outdated.marked, Random(name), AGAIN)
        assert printed.untrue(chosen) == []
