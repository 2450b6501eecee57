"""Make a story from a dispatch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from broadsheet.desk.actions.refresh_from_wire import refresh_packages
from broadsheet.desk.models import WireStory
from broadsheet.desk.placement import Placement
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_members import note_pictures
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch
from broadsheet.wire.pictures.noting import want

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class DraftFromWire:
    """One dispatch into a new story, published where the placement says so and the copy may be.

    `user` is None where a rule or the command line does it. What has no headline, or neither text
    nor the type of a text, becomes a draft and is not published; so does what is withheld, which
    goes out by itself as soon as a later version lets it.
    """

    def __init__(self, copy: WireCopy, placement: Placement, user: User | None = None) -> None:
        self.copy = copy
        self.placement = placement
        self.user = user

    @transaction.atomic
    def execute(self) -> WireStory:
        """The new story and how it stands to its dispatch."""
        story = self._story()
        revision = story.save_revision(user=self.user, log_action="wagtail.create")
        dispatch = self.copy.dispatch
        note_pictures(dispatch, self.copy.item)
        made = WireStory.objects.create(
            dispatch=dispatch,
            story=story,
            base=self.copy.row,
            pictures=self.copy.pictures,
            told=self.copy.digest(story.edition),
            written_at=revision.created_at,
            publish=self.placement.publish,
            embargo=self.copy.item.embargo,
            refresh_at=self.copy.free_at,
        )
        dispatch.state = Dispatch.State.TAKEN
        dispatch.taken_by, dispatch.taken_at = self.user, timezone.now()
        dispatch.save(update_fields=["state", "taken_by", "taken_at"])
        if self.placement.publish and self.copy.may_be_printed:
            revision.publish(user=self.user)
            story.refresh_from_db()
            dispatch.state = Dispatch.State.PUBLISHED
        if dispatch.pictures:
            want(dispatch)
        refresh_packages(dispatch)
        return made

    def _story(self) -> Story:
        dispatch = self.copy.dispatch
        story = Story(provider=dispatch.provider.name, guid=dispatch.guid, live=False)
        story.section = self.placement.section
        story.edition = story.section.edition
        story.editor = self.placement.editor
        self.copy.write_into(story)
        story.slug = slug_for(story.headline)
        self.copy.print_times(story, for_readers=self.placement.publish)
        topics = [*self.copy.topics(story.edition), *self.placement.topics]
        story.topics = list(dict.fromkeys(topics))
        special = self.placement.special_front()
        story.specials = [special] if special else []
        story.full_clean()
        story.save()
        return story
