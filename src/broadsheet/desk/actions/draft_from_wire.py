"""Make a story from a wire item, or bring the story it already has up to date."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.wire_body import stream_from_blocks
from broadsheet.desk.wire_topics import topics_for
from broadsheet.formats.item import Item
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Section, Source, Special, Story
from broadsheet.wire.intake import Arrival, Received


class Outcome(StrEnum):
    """What became of a wire item."""

    CREATED = "created"
    PUBLISHED = "published"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    HELD = "held"
    KILLED = "killed"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Placement:
    """Where the desk wants the story, and whether it goes out at once."""

    section: Section
    special: Special | None = None
    editor: str = ""
    publish: bool = False


class DraftFromWire:
    """One wire item into one story.

    A new item becomes a story. A newer version changes the story only while nobody at the desk has
    touched it (else it is *held* for them); a repeated one changes nothing; an older one that comes
    late is *kept* in the record. A canceled item kills its story; what is no news is *ignored*.
    """

    def __init__(self, received: Received, placement: Placement) -> None:
        self.item: Item = received.item
        self.received = received
        self.placement = placement

    @transaction.atomic
    def execute(self) -> tuple[Outcome, Story | None]:
        """What was done, and the story if there is one."""
        story = self._known()
        item, arrival = self.item, self.received.arrival
        if item.pubstatus == "canceled":
            return self._cancel(story)
        if not item.is_news:
            return Outcome.IGNORED, None
        if story is None:
            if self._was_canceled():
                return Outcome.KILLED, None
            return self._create()
        if arrival is Arrival.REPEATED:
            return self._publish_if_wanted(story)
        if arrival in {Arrival.LATE, Arrival.CONFLICTING}:
            return Outcome.KEPT, story
        if story.touched_by_id is not None or story.is_killed:
            return Outcome.HELD, story
        return self._update(story)

    def _known(self) -> Story | None:
        row = self.received.row
        return Story.objects.filter(provider=row.provider.name, guid=row.guid).first()

    def _was_canceled(self) -> bool:
        row = self.received.row
        return (
            type(row)
            .objects.filter(provider=row.provider, guid=row.guid, item__pubstatus="canceled")
            .exists()
        )

    def _create(self) -> tuple[Outcome, Story]:
        row = self.received.row
        story = Story(provider=row.provider.name, guid=row.guid, live=False)
        story.section = self.placement.section
        story.edition = story.section.edition
        story.editor = self.placement.editor
        self._fill(story)
        story.slug = slug_for(story.headline)
        story.published_at = self._printed_time()
        story.full_clean()
        story.save()
        if self.placement.special is not None:
            story.specials = [self.placement.special]
        story.topics = topics_for(self.item, story.edition)
        revision = story.save_revision(log_action="wagtail.create")
        if self.placement.publish and self.item.pubstatus == "usable":
            revision.publish()
            story.refresh_from_db()
            return Outcome.PUBLISHED, story
        return Outcome.CREATED, story

    def _update(self, story: Story) -> tuple[Outcome, Story]:
        was_live = story.live
        self._fill(story)
        story.updated_at = self._printed_time()
        story.topics = topics_for(self.item, story.edition)
        story.full_clean()
        revision = story.save_revision()
        Story.objects.filter(pk=story.pk).update(version=story.version)
        if self.item.pubstatus == "withheld":
            story.unpublish()
        elif was_live or self.placement.publish:
            revision.publish()
        story.refresh_from_db()
        return Outcome.UPDATED, story

    def _publish_if_wanted(self, story: Story) -> tuple[Outcome, Story]:
        wanted = self.placement.publish and self.item.pubstatus == "usable"
        if wanted and not story.live and not story.is_killed and story.touched_by_id is None:
            story.latest_revision.publish()
            story.refresh_from_db()
            return Outcome.PUBLISHED, story
        return Outcome.UNCHANGED, story

    def _cancel(self, story: Story | None) -> tuple[Outcome, Story | None]:
        if story is None or story.is_killed:
            return Outcome.KILLED, story
        KillStory(story, reason=f"Canceled by {self.received.row.provider.name}").execute()
        return Outcome.KILLED, story

    def _printed_time(self) -> timezone.datetime:
        now = timezone.now()
        return min(self.item.updated or self.item.created or now, now)

    def _fill(self, story: Story) -> None:
        item = self.item
        story.version = item.version[:64]
        story.headline = (item.headline or item.slugline or item.guid)[:255]
        story.slugline = (item.slugline or "")[:120]
        story.standfirst = item.standfirst or ""
        story.byline_text = (item.byline or "")[:255]
        story.dateline = (item.dateline or item.place or "")[:120]
        story.body = stream_from_blocks(item.body)
        story.urgency = item.urgency
        story.embargo_until = item.embargo
        story.usage_terms = item.usage_terms or ""
        story.rights_holder = (item.rights_holder or "")[:255]
        story.source = self._source()
        language = item.language or ""
        same = language.split("-")[0].lower() == story.edition.language.split("-")[0].lower()
        story.language = "" if same else language[:20]

    def _source(self) -> Source:
        provider = self.received.row.provider
        name = (provider.credit_line or self.item.source or provider.name)[:120]
        found = Source.objects.filter(name__iexact=name).first()
        if found is not None:
            return found
        slug = stem = slug_for(name)
        number = 2
        while Source.objects.filter(slug=slug).exists():
            slug, number = f"{stem}-{number}", number + 1
        return Source.objects.create(name=name, slug=slug)
