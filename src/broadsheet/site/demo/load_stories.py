"""Stories, published as the desk would publish them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from broadsheet.site.demo.load_pictures import PictureDesk
from broadsheet.site.demo.load_places import Places
from broadsheet.site.demo.story_blocks import Gallery, Video
from broadsheet.site.demo.story_file import StoryFile
from broadsheet.site.demo.story_stream import StreamWriter
from broadsheet.stories.models import Byline, Person, Source, Story, Topic


def load_stories(
    files: Iterable[StoryFile],
    places: Places,
    topics: Mapping[str, Topic],
    people: Mapping[str, Person],
    sources: Mapping[tuple[str, str], Source],
    pictures: PictureDesk,
    originals: dict[str, Story],
    now: datetime,
) -> int:
    """Publish the edition's stories with their ages counted back from `now`; how many there are.

    `originals` has the first story of each translation key, and is added to.

    Each is a draft first, so that whichever of them may be named as related; then they are
    published, the oldest first.
    """
    in_order = sorted(files, key=lambda story: story.age, reverse=True)
    made = {one.slug: _draft(one, places) for one in in_order}
    writer = StreamWriter(places.edition, pictures, made, now)
    for one in in_order:
        story = made[one.slug]
        _write(story, one, writer, now)
        story.source = sources.get((one.source, places.edition.code), sources[one.source, "en"])
        story.lead_picture = _lead_picture(one, pictures, places)
        story.lead_clip = _lead_clip(one, pictures, places)
        story.translation_of = originals.get(one.translation)
        story.further_sections = [places.sections[key] for key in one.further_sections]
        story.specials = [places.specials[key] for key in one.specials]
        story.topics = [topics[key] for key in one.topics]
        story.bylines = [
            Byline(person=people[key], sort_order=number) for number, key in enumerate(one.bylines)
        ]
        story.save_revision(clean=False).publish()
        _touch_when_printed(story, one, now)
        if one.translation:
            originals.setdefault(one.translation, story)
    return len(made)


def _draft(one: StoryFile, places: Places) -> Story:
    story = Story(
        section=places.sections[one.section],
        kind=one.kind,
        headline=one.headline,
        slug=one.slug,
        live=False,
    )
    story.save()
    return story


def _write(story: Story, one: StoryFile, writer: StreamWriter, now: datetime) -> None:
    story.short_headline = one.short_headline
    story.kicker = one.kicker
    story.standfirst = one.standfirst
    story.body = writer.body(one.body)
    story.entries = writer.entries(one.body)
    story.paged = one.paged
    story.dateline = one.dateline
    story.editor = one.editor
    story.urgency = one.urgency
    story.usage_terms = one.usage_terms
    story.published_at = now - one.age
    story.updated_at = now - one.updated if one.updated is not None else None


def _lead_picture(one: StoryFile, pictures: PictureDesk, places: Places) -> object:
    key = one.picture
    if not key:
        galleries = [block for block in one.body if isinstance(block, Gallery)]
        key = galleries[0].items[0].picture if galleries else ""
    return pictures.of(key, places.edition) if key else None


def _lead_clip(one: StoryFile, pictures: PictureDesk, places: Places) -> object:
    if one.kind != "video":
        return None
    clip = next(block for block in one.body if isinstance(block, Video))
    return pictures.clip(clip.clip, places.edition)


def _touch_when_printed(story: Story, one: StoryFile, now: datetime) -> None:
    """The desk last touched it when it was last printed, not when the demo was loaded."""
    last = one.age if one.updated is None else one.updated
    Story.objects.filter(pk=story.pk).update(touched_at=now - last)
