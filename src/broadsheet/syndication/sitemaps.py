"""Sitemaps (https://www.sitemaps.org/protocol.html) with pictures and translations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from django.urls import reverse
from django.utils import timezone

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.stories.dependencies import MONTHS, PLACE_LIST, stories_of, utc_month_of
from broadsheet.stories.models import (
    Edition,
    HomeFront,
    InformationPage,
    PictureRendition,
    Section,
    Special,
    Story,
)
from broadsheet.stories.translations import Translation, translations_of
from broadsheet.stories.views.canonical import absolute
from broadsheet.syndication.content import PICTURE
from broadsheet.syndication.months import PER_FILE, Month, files_of, listed, months, stories_in
from broadsheet.syndication.xml import add, root_element, written
from broadsheet.theme.ruby import without_ruby

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
NEWS_AGE = timedelta(days=2)
NEWS_LENGTH = 1000
# Stories leave it by their age alone.
NEWS_TRUE_FOR = 15 * 60


def index() -> bytes:
    """The list of all sitemaps: places, news, and one or more for each month with stories."""
    tags.bear(MONTHS)
    root = root_element(SITEMAP, "sitemapindex")
    names = ["places", "news"]
    for month in months():
        names.append(str(month))
        names += [f"{month}-{number}" for number in range(2, files_of(month) + 1)]
    for name in names:
        add(add(root, "sitemap", space=SITEMAP), "loc", absolute(f"/sitemaps/{name}.xml"), SITEMAP)
    return written(root)


def places() -> bytes:
    """Fronts, information pages, and what is read most."""
    tags.bear(PLACE_LIST)
    root = _urlset()
    homes = list(HomeFront.objects.live().select_related("edition").order_by("path"))
    translations = [
        Translation(home.edition.language, absolute(home.edition.home_path)) for home in homes
    ]
    for home in homes:
        tags.bear(stories_of(home.edition))
        stories = Story.objects.public().in_edition(home.edition)
        _url(
            root,
            absolute(home.edition.home_path),
            _newest(stories) or home.last_published_at,
            translations if len(homes) > 1 else [],
        )
        prefix = {"prefix": home.edition.prefix} if home.edition.prefix else None
        _url(root, absolute(reverse("most_popular", kwargs=prefix)), None)
    for section in Section.objects.live().order_by("path"):
        newest = _newest(Story.objects.public().filter(section=section))
        _url(root, absolute(section.path_in_site), newest or section.last_published_at)
    for special in Special.objects.live().order_by("path"):
        newest = _newest(Story.objects.public().in_special(special))
        _url(root, absolute(special.path_in_site), newest or special.last_published_at)
    for page in InformationPage.objects.live().order_by("path"):
        _url(root, absolute(page.path_in_site), page.last_published_at)
    return written(root)


def month(wanted: Month, number: int = 1) -> bytes | None:
    """File `number` (from 1) of a month's stories; `None` where it would be empty."""
    tags.bear(utc_month_of(wanted.start))
    with tags.ignored():
        return _month(wanted, (number - 1) * PER_FILE)


def _month(wanted: Month, start: int) -> bytes | None:
    stories = list(
        stories_in(wanted).only(
            "path", "published_at", "updated_at", "translation_of", "lead_picture"
        )[start : start + PER_FILE]
    )
    if not stories:
        return None
    root = _urlset(image=IMAGE)
    pictures = _pictures(stories)
    translations = translations_of(stories)
    for story in stories:
        url = _url(
            root,
            absolute(story.path),
            story.updated_at or story.published_at,
            translations.get(story.pk, []),
        )
        if address := pictures.get(story.lead_picture_id):
            add(add(url, "image", space=IMAGE), "loc", address, IMAGE)
    return written(root)


def news() -> bytes:
    """Stories of the last two days, at most 1,000 (Google's news sitemap)."""
    tags.set_rank(Rank.FEED)
    tags.true_for(NEWS_TRUE_FOR)
    editions = list(Edition.objects.all())
    tags.bear(PLACE_LIST, *map(stories_of, editions))
    with tags.ignored():
        return _news(editions)


def _news(editions: list[Edition]) -> bytes:
    root = _urlset(news=NEWS)
    since = timezone.now() - NEWS_AGE
    stories = (
        listed()
        .filter(edition__in=editions, published_at__gte=since)
        .newest()
        .prefetch_related("edition")
        .only("path", "headline", "language", "published_at", "updated_at", "edition")
    )
    for story in stories[:NEWS_LENGTH]:
        published = story.edition.local(cast(datetime, story.published_at))
        url = _url(root, absolute(story.path), story.updated_at or story.published_at)
        item = add(url, "news", space=NEWS)
        publication = add(item, "publication", space=NEWS)
        add(publication, "name", story.edition.name, NEWS)
        add(publication, "language", news_language(story.language_code), NEWS)
        add(item, "publication_date", published.isoformat(timespec="seconds"), NEWS)
        add(item, "title", without_ruby(story.headline), NEWS)
    return written(root)


def news_language(language: str) -> str:
    """A BCP 47 tag as the news sitemap wants it: ISO 639, but `zh-cn` and `zh-tw` for Chinese."""
    base, *rest = language.lower().split("-")
    if base != "zh":
        return base
    return "zh-tw" if {"hant", "tw", "hk", "mo"} & set(rest) else "zh-cn"


def _urlset(**namespaces: str) -> Any:
    return root_element(SITEMAP, "urlset", xhtml=XHTML, **namespaces)


def _url(
    root: Any, address: str, modified: datetime | None, translations: Iterable[Translation] = ()
) -> Any:
    url = add(root, "url", space=SITEMAP)
    add(url, "loc", address, SITEMAP)
    if modified is not None:
        add(url, "lastmod", modified.isoformat(timespec="seconds"), SITEMAP)
    for one in translations:
        add(url, "link", space=XHTML, rel="alternate", hreflang=one.language, href=one.url)
    return url


def _newest(stories: Any) -> datetime | None:
    found: datetime | None = stories.newest().values_list("published_at", flat=True).first()
    return found


def _pictures(stories: Iterable[Story]) -> dict[int, str]:
    """Addresses of lead pictures that are made already: a sitemap of 10,000 stories makes none."""
    wanted = {story.lead_picture_id for story in stories if story.lead_picture_id}
    made = PictureRendition.objects.filter(image__in=wanted, filter_spec=PICTURE)
    return {one.image_id: absolute(one.url) for one in made}
