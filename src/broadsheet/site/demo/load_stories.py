"""Stories, published as the desk would publish them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from broadsheet.site.demo.load_pictures import PictureDesk
from broadsheet.site.demo.load_places import Places
from broadsheet.site.demo.story_blocks import Gallery, Related, Video
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

    Oldest first, so that a story finds those that it is related to; related stories that are newer
    are added in a second round.
    """
    edition = places.edition
    in_order = sorted(files, key=lambda story: story.age, reverse=True)
    made: dict[str, Story] = {}
    for one in in_order:
        writer = StreamWriter(edition, pictures, made, now)
        story = Story(
            edition=edition,
            section=places.sections[one.section],
            kind=one.kind,
            headline=one.headline,
            short_headline=one.short_headline,
            slug=one.slug,
            kicker=one.kicker,
            standfirst=one.standfirst,
            body=writer.body(one.body),
            entries=writer.entries(one.body),
            paged=one.paged,
            dateline=one.dateline,
            editor=one.editor,
            source=sources.get((one.source, edition.code), sources[one.source, "en"]),
            urgency=one.urgency,
            usage_terms=one.usage_terms,
            published_at=now - one.age,
            updated_at=now - one.updated if one.updated is not None else None,
            lead_picture=_lead_picture(one, pictures, places),
            lead_clip=_lead_clip(one, pictures, places),
            translation_of=originals.get(one.translation),
            live=False,
        )
        story.save()
        story.further_sections = [places.sections[key] for key in one.further_sections]
        story.specials = [places.specials[key] for key in one.specials]
        story.topics = [topics[key] for key in one.topics]
        story.bylines = [
            Byline(person=people[key], sort_order=number) for number, key in enumerate(one.bylines)
        ]
        story.save_revision(clean=False).publish()
        _touch_when_printed(story, one, now)
        made[one.slug] = Story.objects.get(pk=story.pk)
        if one.translation:
            originals.setdefault(one.translation, made[one.slug])
    _relate_forward(in_order, made, StreamWriter(edition, pictures, made, now), now)
    return len(made)


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


def _relate_forward(
    in_order: Iterable[StoryFile], made: dict[str, Story], writer: StreamWriter, now: datetime
) -> None:
    seen: set[str] = set()
    for one in in_order:
        seen.add(one.slug)
        named = {slug for block in one.body if isinstance(block, Related) for slug in block.slugs}
        if named - seen:
            story = made[one.slug]
            story.body = writer.body(one.body)
            story.minor_change = True
            story.save_revision(clean=False).publish()
            _touch_when_printed(story, one, now)


def _touch_when_printed(story: Story, one: StoryFile, now: datetime) -> None:
    """The desk last touched it when it was last printed, not when the demo was loaded."""
    last = one.age if one.updated is None else one.updated
    Story.objects.filter(pk=story.pk).update(touched_at=now - last)
