"""Fill an edition with many stories, a batch an insert."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from broadsheet.site.archive_seed.rows import RowWriter
from broadsheet.site.archive_seed.words import Writer
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Edition, Section, Source, Story, StoryAddress

BATCH = 2000
SLUG_WORDS = 60
# Most of a paper's stories are text, one in twelve is a flash or close to it.
KINDS = (Story.Kind.TEXT,) * 17 + (Story.Kind.GALLERY,) * 2 + (Story.Kind.VIDEO,)
TIMES = ("published_at", "first_published_at", "last_published_at", "touched_at")
VARYING = (
    *("section_id", "kind", "headline", "standfirst", "body", "slug", "path"),
    *("urgency", "word_count", *TIMES),
)
URGENCIES = (3, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 5)


def sow(
    edition: Edition,
    count: int,
    *,
    years: float = 20.0,
    seed: int = 1,
    until: datetime | None = None,
    told: Callable[[int], object] = lambda done: None,
) -> int:
    """Add `count` public stories to `edition`, spread over the last `years`; how many were added.

    `until` (aware) lets them end before another moment than now: below an archive that is there.
    The same seed gives the same words. `told` is called with the number done after each batch,
    each of which is a transaction. Stories have addresses but no revisions, pictures or index
    entries: what lists, fronts, feeds and sitemaps read of them is all there.
    """
    sections = list(Section.objects.live().filter(edition=edition).order_by("path"))
    source = Source.objects.filter(is_house=True).first()
    end = until or timezone.now()
    step = timedelta(days=365.25 * years) / max(count, 1)
    writer = Writer(seed)
    first = (Story.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    pattern = Story(edition=edition, source=source, language=edition.language, live=True)
    stories = RowWriter(pattern, VARYING)
    addresses = RowWriter(StoryAddress(), ["path", "story_id", "public_from"])
    done = 0
    for _batch in range(math.ceil(count / BATCH)):
        size = min(BATCH, count - done)
        batch = list(_stories(edition, sections, writer, first + done, size, end, step))
        with transaction.atomic():
            stories.write(batch)
            made = Story.objects.filter(path__in=[row["path"] for row in batch])
            keys = made.order_by("-published_at").values(
                "path", story_id=F("pk"), public_from=F("published_at")
            )
            addresses.write(keys)
        end -= step * size
        done += size
        told(done)
    return done


def _stories(
    edition: Edition,
    sections: list[Section],
    writer: Writer,
    number: int,
    size: int,
    end: datetime,
    step: timedelta,
) -> Iterator[dict[str, Any]]:
    dice = writer.dice
    for offset in range(size):
        text = writer.write()
        section = dice.choice(sections)
        when = (end - step * (offset + 1)).replace(microsecond=0)
        slug = f"{slug_for(text.headline)[:SLUG_WORDS].strip('-')}-{number + offset}"
        body = [{"type": "text", "value": f"<p>{paragraph}</p>"} for paragraph in text.paragraphs]
        yield {
            "section_id": section.pk,
            "kind": dice.choice(KINDS),
            "headline": text.headline,
            "standfirst": text.standfirst,
            "body": json.dumps(body),
            "slug": slug,
            "path": f"{section.path_in_site}{edition.local(when):%Y/%m/%d}/{slug}/",
            "urgency": dice.choice(URGENCIES),
            "word_count": sum(paragraph.count(" ") + 1 for paragraph in text.paragraphs),
            **dict.fromkeys(TIMES, when),
        }
