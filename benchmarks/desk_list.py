"""The desk's story list at 1,000 and at 100,000 stories: it must not get slower."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.homes import open_here
from benchmarks.report import report

if TYPE_CHECKING:
    from broadsheet.stories.models import Section

SIZES = (1_000, 100_000)
# The best of so many: what else the machine does only ever adds.
ROUNDS = 9
VIEWS = {
    "list": "",
    "section": "?section={section}",
    "state": "?state=live",
    "kind": "?kind=text",
    "page_20": "?p=20",
}


def main() -> None:
    """Fill an empty paper twice and time each view of the list."""
    with tempfile.TemporaryDirectory() as home:
        open_here(Path(home))
        figures: dict[str, float] = {}
        for size, (view, seconds) in measured():
            figures[f"{view}_{size}_ms"] = seconds * 1000
        for view in VIEWS:
            small, large = (figures[f"{view}_{size}_ms"] for size in SIZES)
            figures[f"{view}_large_over_small"] = large / small
    report("desk_list", figures, {"list_large_over_small": "100,000 stories against 1,000"})


def measured() -> Iterator[tuple[int, tuple[str, float]]]:
    """Each size with each view's best time in seconds, from the request to the whole page."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client
    from django.urls import reverse

    from broadsheet.stories.actions.open_section import open_section
    from broadsheet.stories.models import Edition, Story

    settings.ALLOWED_HOSTS.append("testserver")
    edition = Edition.objects.get()
    section = open_section(edition, "Politics")
    client = Client()
    client.force_login(User.objects.get(username="desk"))
    address = reverse("wagtailsnippets_stories_story:list")
    for size in SIZES:
        add_stories(section, size - Story.objects.count())
        for view, query in VIEWS.items():
            url = address + query.format(section=section.pk)
            client.get(url)
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                answer = client.get(url)
                times.append(time.perf_counter() - began)
                assert answer.status_code == 200, answer.status_code
            yield size, (view, min(times))


def add_stories(section: Section, count: int) -> None:
    """Public stories, a minute apart. Row by row, since objects would take us a minute."""
    from django.db import transaction
    from django.utils import timezone

    from broadsheet.site.archive_seed.rows import RowWriter
    from broadsheet.stories.models import Story

    now = timezone.now()
    times = ("published_at", "first_published_at", "touched_at")
    pattern = Story(section=section, edition=section.edition, live=True)
    writer = RowWriter(pattern, ["headline", "slug", "path", *times])
    with transaction.atomic():
        writer.write(
            {
                "headline": f"Story number {number}",
                "slug": f"story-{number}",
                "path": f"{section.path_in_site}{when:%Y/%m/%d}/story-{number}/",
                **dict.fromkeys(times, when),
            }
            for number in range(count)
            for when in [now - timedelta(minutes=number + 1)]
        )


if __name__ == "__main__":
    main()
