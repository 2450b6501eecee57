"""Stories, and who and what stands on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from broadsheet.stories.models import Person, Section, Source, Story, Topic


class SourceFactory(factory.django.DjangoModelFactory):
    """A source credit."""

    class Meta:
        model = Source

    name = factory.Sequence(lambda n: f"Agency {n}")
    slug = factory.Sequence(lambda n: f"agency-{n}")


class TopicFactory(factory.django.DjangoModelFactory):
    """A topic; pass `edition`."""

    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class PersonFactory(factory.django.DjangoModelFactory):
    """A person; pass `edition`."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Writer {n}")
    slug = factory.Sequence(lambda n: f"writer-{n}")


class StoryFactory(factory.django.DjangoModelFactory):
    """A draft; pass `section`."""

    class Meta:
        model = Story

    headline = factory.Sequence(lambda n: f"Ferry number {n} held at the quay")
    standfirst = "The harbour-master kept it back for an hour."
    body = factory.LazyFunction(
        lambda: [{"type": "text", "value": "<p>The tide was higher than the table said.</p>"}]
    )
    live = False


def publish(section: Section, **fields: Any) -> Story:
    """A story published through its revision, as the desk does it."""
    story = StoryFactory(section=section, **fields)
    story.save_revision().publish()
    story.refresh_from_db()
    return story


def make_stories(section: Section, count: int, **fields: Any) -> list[Story]:
    """Many public stories in one insert, a minute apart, newest first."""
    now = timezone.now()
    stories = []
    for number in range(count):
        when = now - timedelta(minutes=number + 1)
        story = Story(
            section=section,
            edition=section.edition,
            headline=f"Story number {number}",
            slug=f"story-{number}",
            path=f"{section.path_in_site}{when:%Y/%m/%d}/story-{number}/",
            live=True,
            published_at=when,
            touched_at=when,
            **{"first_published_at": when, **fields},
        )
        stories.append(story)
    return Story.objects.bulk_create(stories)
