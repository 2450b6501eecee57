"""Dispatches that tell the same are grouped, agency to agency."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from django.utils import timezone

from broadsheet.wire.intake import keep, provider_named, read, receive
from broadsheet.wire.likeness import forget_likenesses
from broadsheet.wire.likeness.minhash import PLACES, signature
from broadsheet.wire.likeness.recent import KEPT, Recent
from broadsheet.wire.likeness.shingles import shingles
from broadsheet.wire.models import Dispatch, Likeness
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db

WORDS = (
    "the harbour master of Almery kept the night ferry to Hask at the quay on Sunday because the "
    "tide stood higher than the table had said and nobody could remember when it last had done so "
    "while passengers waited in the hall with tea and the band of the lifeboat men played for them"
)


def take(
    agency: str, text: str = WORDS, guid: str = "a", version: str = "1", **fields: str
) -> Dispatch:
    content = ninjs(version, guid=guid, body_xhtml=f"<p>{text}</p>", **fields)
    delivery = receive(provider_named(agency), "item.json", content)
    (item,) = read(delivery)
    return keep(delivery, item).dispatch


def clusters() -> list[int | None]:
    return list(Dispatch.objects.order_by("pk").values_list("cluster", flat=True))


def test_the_same_story_of_three_agencies_is_one_group() -> None:
    first = take("Tide Wire")
    take("Hask Press", WORDS.replace("Sunday", "Monday"))
    third = take("Quay News", f"{WORDS} and then it sailed")
    assert clusters() == [first.pk] * 3
    assert third.cluster == first.pk


def test_what_one_agency_sends_twice_and_what_differs_is_no_group() -> None:
    take("Tide Wire")
    take("Tide Wire", guid="b")
    take("Hask Press", " ".join(reversed(WORDS.split())))
    assert clusters() == [None, None, None]


def test_another_language_is_another_group() -> None:
    take("Tide Wire")
    take("Hask Press", language="fr")
    assert clusters() == [None, None]
    take("Quay News", language="en-GB")
    assert clusters().count(None) == 1


def test_too_few_words_tell_nothing() -> None:
    take("Tide Wire", "Ferry held")
    take("Hask Press", "Ferry held")
    assert clusters() == [None, None]
    assert not Likeness.objects.exists()


def test_a_kill_and_what_is_no_news_join_no_group() -> None:
    take("Tide Wire")
    take("Hask Press", pubstatus="canceled")
    take("Quay News", type="event")
    assert clusters() == [None, None, None]


def test_a_version_that_comes_to_tell_the_same_joins_and_stays() -> None:
    first = take("Tide Wire")
    take("Hask Press", "Ferry held, more follows")
    take("Hask Press", WORDS, version="2")
    assert clusters() == [first.pk] * 2
    take("Hask Press", " ".join(reversed(WORDS.split())), version="3")
    assert clusters() == [first.pk] * 2
    assert Likeness.objects.count() == 2


def test_after_two_days_a_story_is_another_one() -> None:
    take("Tide Wire")
    before = timezone.now() - KEPT - timedelta(minutes=1)
    Likeness.objects.update(arrived_at=before)
    take("Hask Press")
    assert clusters() == [None, None]
    assert forget_likenesses() == 1
    assert Likeness.objects.count() == 1
    assert Likeness.objects.get().dispatch == Dispatch.objects.latest("pk")


def test_every_process_knows_what_another_has_added_changed_or_forgotten() -> None:
    others = Recent()

    def found() -> int | None:
        mine = signature(shingles(f"Ferry held at the quay\n{WORDS}"))
        one = others.most_alike(mine, 0, "en", timezone.now())
        return one.dispatch if one and one.share > 0.9 else None

    assert found() is None
    first = take("Tide Wire")
    assert found() == first.pk
    take("Tide Wire", " ".join(reversed(WORDS.split())), version="2")
    assert found() is None
    second = take("Hask Press")
    assert found() == second.pk
    Likeness.objects.all().delete()
    assert found() is None
    third = take("Quay News")
    assert found() == third.pk


def test_signatures_are_the_same_in_every_process() -> None:
    mine = signature(shingles(WORDS))
    assert (mine.dtype, mine.shape) == (np.uint8, (PLACES,))
    assert mine[:4].tolist() == [8, 73, 51, 35]


def test_case_signs_and_width_do_not_count() -> None:
    assert (shingles("The Tide, was: HIGH") == shingles("the tide was ｈｉｇｈ")).all()
    assert len(shingles("two words")) == 0
    assert len(shingles("潮位表よりも高い")) == 6


def test_words_of_all_scripts_end_alike() -> None:
    assert (shingles("“Don’t”—the tide…is high") == shingles("don t the tide is high")).all()
    assert (shingles("naïve_café-İz\u00a0x") == shingles("naïve café i z x")).all()
    assert (shingles("quay潮位表q") == shingles("quay 潮 位 表 q")).all()
