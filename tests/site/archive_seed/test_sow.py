"""An archive that looks like one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.site.archive_seed import sow
from broadsheet.site.archive_seed.words import Writer
from broadsheet.stories.models import Story, StoryAddress
from tests.conftest import TestPaper


def test_the_same_seed_writes_the_same_words() -> None:
    one, same, other = (Writer(seed).write() for seed in (1, 1, 2))
    assert one == same
    assert one != other
    assert len(one.paragraphs) >= 5


@pytest.mark.django_db
def test_what_is_sown_is_public_and_stands_at_its_address(paper: TestPaper, client: Client) -> None:
    told: list[int] = []
    assert sow(paper.edition, 25, years=1, told=told.append) == 25
    assert told == [25]
    stories = Story.objects.public()
    assert stories.count() == 25 == StoryAddress.objects.count()
    assert len(set(stories.values_list("path", flat=True))) == 25
    oldest = stories.order_by("published_at")[0]
    assert timedelta(days=364) < timezone.now() - oldest.published_at < timedelta(days=366)
    answer = client.get(oldest.path)
    assert answer.status_code == 200
    assert oldest.headline in answer.content.decode()


@pytest.mark.django_db
def test_a_second_sowing_takes_no_address_twice(paper: TestPaper) -> None:
    sow(paper.edition, 20)
    sow(paper.edition, 20)
    assert StoryAddress.objects.count() == 40
