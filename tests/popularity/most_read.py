"""Stories that were read, as the windows have it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from broadsheet.popularity.models import Reckoning, Standing
from broadsheet.popularity.windows import minute_of
from broadsheet.stories.models import Story


def read_often(stories: Iterable[Story], *, minutes_ago: int = 0) -> None:
    """Each of `stories` was read less often than the one before; counted until `minutes_ago`."""
    Reckoning.objects.all().delete()
    Reckoning.objects.create(until=minute_of(timezone.now()) - minutes_ago)
    Standing.objects.all().delete()
    for number, story in enumerate(stories):
        places = {story.edition.home.pk, story.section_id}
        places |= {each.pk for each in (*story.further_sections.all(), *story.specials.all())}
        for place in places:
            Standing.objects.create(
                place_id=place,
                story=story,
                kind=story.kind,
                published_at=story.published_at,
                day=100 - number,
                week=100,
            )
