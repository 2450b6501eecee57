"""Make a story from a wire item, or bring the story it already has up to date."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.fitting import fit
from broadsheet.desk.placement import Placement
from broadsheet.desk.wire_body import stream_from_blocks
from broadsheet.desk.wire_fields import beginning_of, byline_of, language_for, source_of
from broadsheet.desk.wire_topics import topics_for
from broadsheet.formats.item import Item
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Story
from broadsheet.wire.intake import Arrival, Received, keep
from broadsheet.wire.models import Delivery


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


@transaction.atomic
def take_item(delivery: Delivery, item: Item, placement: Placement) -> tuple[Outcome, Story | None]:
    """Keep one item of a delivery and do what it asks for: both, or on any error neither."""
    return DraftFromWire(keep(delivery, item), placement).execute()


class DraftFromWire:
    """One wire item into one story.

    A new item becomes a story. A newer version changes the story only while nobody at the desk has
    touched it (else it is *held* for them); a repeated one changes nothing; an older one that comes
    late is *kept* in the record. A canceled item kills its story, a withheld one is taken off the
    site whoever has touched it; what is no news is *ignored*. What has no headline, or neither text
    nor the type of a text, becomes a draft and is not published.
    """

    def __init__(self, received: Received, placement: Placement) -> None:
        self.item: Item = received.item
        self.received = received
        self.placement = placement

    @transaction.atomic
    def execute(self) -> tuple[Outcome, Story | None]:
        """What was done, and the story if there is one."""
        story = self._known()
        arrival = self.received.arrival
        if self.item.pubstatus == "canceled":
            return self._cancel(story)
        if not self.item.is_news:
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
            self._withdraw_if_withheld(story)
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

    def _may_be_printed(self, headline: str = "") -> bool:
        """Whether the item is for readers; `headline` is what it has from an earlier version."""
        item = self.item
        has_words = item.type == "text" or any(block.html for block in item.body)
        return item.pubstatus == "usable" and bool(item.headline or headline) and has_words

    def _create(self) -> tuple[Outcome, Story]:
        row = self.received.row
        story = Story(provider=row.provider.name, guid=row.guid, live=False)
        story.section = self.placement.section
        story.edition = story.section.edition
        story.editor = self.placement.editor
        self._fill(story)
        story.slug = slug_for(story.headline)
        story.published_at = self._printed_time()
        special = self.placement.special_front()
        story.specials = [special] if special else []
        story.full_clean()
        story.save()
        revision = story.save_revision(log_action="wagtail.create")
        if self.placement.publish and self._may_be_printed():
            revision.publish()
            story.refresh_from_db()
            return Outcome.PUBLISHED, story
        return Outcome.CREATED, story

    def _update(self, story: Story) -> tuple[Outcome, Story]:
        known = story.headline if story.live else ""
        publish = self._may_be_printed(known) and (story.live or self.placement.publish)
        self._fill(story)
        if story.first_published_at is None:
            story.published_at = self._printed_time()
        else:
            story.updated_at = self._printed_time()
        story.full_clean()
        self._withdraw_if_withheld(story)
        if story.live:
            Story.objects.filter(pk=story.pk).update(version=story.version)
        else:
            story.save()
        revision = story.save_revision()
        if publish:
            revision.publish()
        story.refresh_from_db()
        return Outcome.UPDATED, story

    def _withdraw_if_withheld(self, story: Story) -> None:
        if self.item.pubstatus == "withheld" and story.live:
            story.unpublish()

    def _publish_if_wanted(self, story: Story) -> tuple[Outcome, Story]:
        is_current = story.version == self.received.row.version
        wanted = self.placement.publish and is_current and self._may_be_printed()
        if wanted and not story.live and not story.is_killed and story.touched_by_id is None:
            story.latest_revision.publish()
            story.refresh_from_db()
            return Outcome.PUBLISHED, story
        return Outcome.UNCHANGED, story

    def _cancel(self, story: Story | None) -> tuple[Outcome, Story | None]:
        if self.received.arrival is Arrival.REPEATED:
            # Where the story lives all the same, somebody at the desk has lifted the kill.
            return Outcome.UNCHANGED, story
        if story is not None and not story.is_killed:
            reason = f"Canceled by {self.received.row.provider.name}"
            story = KillStory(story, reason=reason).execute()
        return Outcome.KILLED, story

    def _printed_time(self) -> datetime:
        now = timezone.now()
        return min(self.item.updated or self.item.created or now, now)

    def _fill(self, story: Story) -> None:
        """What the item says, cut where a field is too short for it."""
        item = self.item
        story.version = self.received.row.version
        story.headline = fit(
            item.headline or story.headline or item.slugline or beginning_of(item) or item.guid, 255
        )
        story.slugline = fit(item.slugline or "", 120)
        story.standfirst = item.standfirst or ""
        story.byline_text = fit(byline_of(item), 255)
        story.dateline = fit(item.dateline or item.place or "", 120)
        story.body = stream_from_blocks(item.body)
        story.urgency = item.urgency
        story.embargo_until = item.embargo
        story.usage_terms = item.usage_terms or ""
        story.rights_holder = fit(item.rights_holder or "", 255)
        story.source = source_of(item, self.received.row.provider)
        story.language = language_for(item, story.edition)
        story.topics = topics_for(item, story.edition)
