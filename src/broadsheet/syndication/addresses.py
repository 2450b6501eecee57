"""The addresses of all feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from broadsheet.stories.models import HomeFront, Section, Special
from broadsheet.syndication.months import files_of, months


def paths() -> Iterator[str]:
    """Feeds of fronts, robots.txt and every sitemap."""
    fronts = [*HomeFront.objects.live(), *Section.objects.live()]
    fronts += Special.objects.live().filter(closed=False)
    for front in fronts:
        yield f"{front.path_in_site}rss.xml"
        yield f"{front.path_in_site}atom.xml"
    for name in ("robots", "sitemap_index", "places_sitemap", "news_sitemap"):
        yield reverse(name)
    for month in months():
        yield f"/sitemaps/{month}.xml"
        for number in range(2, files_of(month) + 1):
            yield f"/sitemaps/{month}-{number}.xml"
