"""What readers may see: one rule, in the database and for a story in hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import publish

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("change", "public"),
    [
        ({}, True),
        ({"live": False}, False),
        ({"killed_at": "now"}, False),
        ({"published_at": "later"}, False),
        ({"embargo_until": "later"}, False),
        ({"embargo_until": "earlier"}, True),
        ({"expire_at": "earlier"}, False),
        ({"expire_at": "later"}, True),
        ({"rights_expire_at": "earlier"}, False),
        ({"rights_expire_at": "later"}, True),
    ],
)
def test_public(paper: TestPaper, change: dict[str, Any], public: bool) -> None:
    story = publish(paper.politics)
    now = timezone.now()
    moments = {"now": now, "later": now + HOUR, "earlier": now - HOUR}
    Story.objects.filter(pk=story.pk).update(
        **{field: moments.get(value, value) for field, value in change.items()}
    )
    story.refresh_from_db()
    assert story.is_public() is public
    assert Story.objects.public().exists() is public


def test_embargo_lifts_to_the_second(paper: TestPaper) -> None:
    lift = timezone.now().replace(microsecond=0) + HOUR
    story = publish(paper.politics, embargo_until=lift)
    before = lift - timedelta(microseconds=1)
    assert (story.is_public(before), story.is_public(lift)) == (False, True)
    assert not Story.objects.public(before).exists()
    assert Story.objects.public(lift).exists()
