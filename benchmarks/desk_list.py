"""The desk's story list at 1,000 and at 100,000 stories: it must not get slower."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.homes import open_here
from benchmarks.report import report

SIZES = (1_000, 100_000)
# The best of so many: what else the machine does only ever adds.
ROUNDS = 15
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
    from tests.factories import make_stories

    from broadsheet.stories.actions.open_section import open_section
    from broadsheet.stories.models import Edition, Story

    settings.ALLOWED_HOSTS.append("testserver")
    edition = Edition.objects.get()
    section = open_section(edition, "Politics")
    client = Client()
    client.force_login(User.objects.get(username="desk"))
    address = reverse("wagtailsnippets_stories_story:list")
    for size in SIZES:
        missing = size - Story.objects.count()
        for start in range(0, missing, 5_000):
            make_stories(section, min(5_000, missing - start))
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


if __name__ == "__main__":
    main()
