"""What a feed says, before it is written as RSS or Atom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.templatetags.static import static
from django.utils import timezone

from broadsheet.plates.rounds import once
from broadsheet.stories.models import Byline, Edition, Story
from broadsheet.stories.models.querysets import StoryQuerySet
from broadsheet.stories.translations import Translation, translations_of
from broadsheet.stories.views.canonical import absolute
from broadsheet.syndication.content import PICTURE, clip_figure, content_of, figure, size_of
from broadsheet.syndication.places import FeedPlace
from broadsheet.theme.pictures import single_file
from broadsheet.theme.ruby import without_ruby

LENGTH = 30
MINUTES_TO_LIVE = 5
MEDIA_TOPICS = "http://cv.iptc.org/newscodes/mediatopic/"


@dataclass(frozen=True)
class Author:
    """Who wrote a story; `url` is empty for those without a page."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Category:
    """A section or topic. `scheme` is the address of its vocabulary, or empty."""

    term: str
    label: str
    scheme: str = ""


@dataclass(frozen=True)
class Medium:
    """A picture or clip: `size` is in bytes, width and height in pixels (0: unknown)."""

    url: str
    mime: str
    size: int
    medium: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""


@dataclass(frozen=True)
class Entry:
    """One story in a feed; times are aware."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    language: str
    published: datetime
    updated: datetime
    authors: list[Author]
    categories: list[Category]
    source: str
    rights: str
    media: list[Medium] = field(default_factory=list)
    translations: list[Translation] = field(default_factory=list)


@dataclass(frozen=True)
class Feed:
    """A place's newest stories; `path` is the place's address without the host."""

    id: str
    path: str
    title: str
    subtitle: str
    language: str
    rights: str
    logo: str
    updated: datetime
    entries: list[Entry]
    alternates: list[Translation] = field(default_factory=list)


def feed_of(place: FeedPlace) -> Feed:
    """The feed of `place`: its 30 newest public stories with their whole text."""
    return once(("feed", place.path), lambda: _read(place))


def _read(place: FeedPlace) -> Feed:
    stories = _complete(Story.objects.all()).in_order(place.stories.newest_keys(LENGTH))
    translations = translations_of(stories)
    entries = [_entry(story, translations.get(story.pk, [])) for story in stories]
    edition = place.edition
    return Feed(
        id=absolute(place.path),
        path=place.path,
        title=edition.name if place.is_home else f"{edition.name} – {place.title}",
        subtitle=place.summary or edition.tagline,
        language=edition.language,
        rights=edition.copyright_text,
        logo=absolute(static("theme/icons/app-192.png")),
        updated=max((entry.updated for entry in entries), default=_midnight(edition)),
        entries=entries,
        alternates=place.alternates,
    )


def entry_id(story: Story) -> str:
    """A name for `story` that stays when its address changes (RFC 4151)."""
    host = urlsplit(settings.BROADSHEET_SITE_URL).hostname or "localhost"
    return f"tag:{host},{story.created_at:%Y-%m-%d}:story/{story.pk}"


def _midnight(edition: Edition) -> datetime:
    """When an empty feed was updated: not now, or it would be a new document each second."""
    return edition.local(timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)


def _complete(stories: StoryQuerySet) -> StoryQuerySet:
    bylines = Byline.objects.select_related("person__edition")
    # What many stories have in common is read once, not joined to each of them.
    return stories.select_related("lead_picture", "lead_clip").prefetch_related(
        "edition", "section", "source", "topics", Prefetch("bylines", queryset=bylines)
    )


def _entry(story: Story, translations: list[Translation]) -> Entry:
    edition = story.edition
    published = cast(datetime, story.published_at)
    return Entry(
        id=entry_id(story),
        url=absolute(story.path),
        title=without_ruby(story.headline),
        summary=without_ruby(story.standfirst),
        content=once(("content", story.pk), lambda: _lead(story) + content_of(story)),
        language=story.language_code,
        published=edition.local(published),
        updated=edition.local(story.updated_at or published),
        authors=_authors(story),
        categories=_categories(story),
        source=story.source.name if story.source else edition.name,
        rights=story.usage_terms or story.rights_holder or edition.copyright_text,
        media=_media(story),
        translations=translations,
    )


def _lead(story: Story) -> str:
    lead = clip_figure(story.lead_clip) if story.lead_clip else ""
    if story.lead_picture and not story.lead_clip:
        lead = figure(story.lead_picture, story.lead_caption, story.lead_credit)
    return lead


def _authors(story: Story) -> list[Author]:
    people = [byline.person for byline in story.bylines.all()]
    if people:
        return [Author(one.name, absolute(one.get_absolute_url())) for one in people]
    if story.byline_text:
        return [Author(story.byline_text)]
    return [Author(story.source.name if story.source else story.edition.name)]


def _categories(story: Story) -> list[Category]:
    found = [Category(story.section.slug, story.section.title)]
    for topic in story.topics.all():
        if topic.media_topic:
            found.append(Category(topic.media_topic, topic.name, MEDIA_TOPICS))
        else:
            found.append(Category(topic.slug, topic.name))
    return found


def _media(story: Story) -> list[Medium]:
    found: list[Medium | None] = []
    if story.lead_clip:
        found.append(_clip(story.lead_clip))
    if story.lead_picture:
        found.append(_picture(story.lead_picture, story.lead_caption, story.lead_credit))
    return [medium for medium in found if medium is not None]


def _picture(picture: Any, caption: str, credit: str) -> Medium | None:
    file = single_file(picture, PICTURE)
    size = size_of(file.file) if file else None
    if file is None or size is None:
        return None
    return Medium(
        absolute(file.url),
        "image/jpeg",
        size,
        "image",
        file.width,
        file.height,
        without_ruby(picture.description),
        without_ruby(caption or picture.caption),
        credit or picture.credit,
        picture.copyright_notice,
    )


def _clip(clip: Any) -> Medium | None:
    audio = clip.type == "audio"
    size = size_of(clip.file)
    if size is None:
        return None
    return Medium(
        absolute(clip.file.url),
        clip.sources[0]["type"],
        size,
        "audio" if audio else "video",
        clip.width or 0,
        clip.height or 0,
        clip.title,
        clip.caption,
        clip.credit,
        clip.copyright_notice,
    )
