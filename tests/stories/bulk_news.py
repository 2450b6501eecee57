"""Load real stories in bulk, through the models, from the samples beside the project."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from broadsheet.desk.fitting import fit
from broadsheet.desk.wire_body import stream_from_blocks
from broadsheet.formats import blocks_from_text
from broadsheet.search.index import index_stories
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Edition, Story, StoryAddress
from tests.factories import TopicFactory, make_section

SECTIONS = 4
TOPICS = 12


@dataclass(frozen=True)
class Original:
    """A story as it stands in the sample."""

    headline: str
    text: str
    when: datetime


def english(folder: Path) -> Iterator[Original]:
    """The English stories."""
    for path in sorted((folder / "wikinews-en").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                when = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
                yield Original(row["title"], row["text"], when)


def japanese(folder: Path) -> Iterator[Original]:
    """The Japanese stories, which come without dates: an hour apart."""
    start = datetime(2019, 1, 1, tzinfo=UTC)
    with (folder / "wikinews-ja" / "wikinews-ja.jsonl").open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            row = json.loads(line)
            yield Original(row["headline"], row["body"], start + timedelta(hours=number))


def load(edition: Edition, originals: Iterable[Original]) -> dict[str, Original]:
    """Public stories of `edition` with their addresses; each original by its address."""
    sections = [make_section(edition, f"Section {number}") for number in range(SECTIONS)]
    topics = [TopicFactory(edition=edition) for _ in range(TOPICS)]
    found: dict[str, Original] = {}
    stories = []
    for number, original in enumerate(originals):
        section = sections[number % SECTIONS]
        story = Story(
            section=section,
            headline=fit(original.headline, 255),
            slug=f"{slug_for(original.headline)}-{number}",
            body=stream_from_blocks(blocks_from_text(original.text)),
            urgency=1 + number % 9,
            kind=Story.Kind.GALLERY if number % 9 == 8 else Story.Kind.TEXT,
            live=True,
            published_at=original.when,
            first_published_at=original.when,
            touched_at=original.when,
        )
        story.fill_in()
        story.path = f"{section.path_in_site}{original.when:%Y/%m/%d}/{story.slug}/"
        found[story.path] = original
        stories.append(story)
    made = Story.objects.bulk_create(stories)
    StoryAddress.objects.bulk_create(
        StoryAddress(path=one.path, story=one, public_from=one.published_at) for one in made
    )
    through = Story.topics.through
    through.objects.bulk_create(
        through(story_id=story.pk, topic_id=topics[(story.pk + step) % TOPICS].pk)
        for story in made
        for step in (0, 5)
    )
    index_stories(Story.objects.filter(edition=edition))
    return found
