"""Bring a story to what its dispatch says now."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from broadsheet.desk.actions.bind_embargo import BindEmbargo
from broadsheet.desk.actions.hold_back import hold_back_parts
from broadsheet.desk.actions.withhold import withhold
from broadsheet.desk.models import WireStory
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_outcome import Outcome
from broadsheet.desk.wire_pictures import pictures_of
from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch


class ApplyWireUpdate:
    """The ruling version into the story there is.

    While nobody at the desk has touched or locked the story, it follows by itself, and goes out
    where it is out or was to go out. Once somebody has, nothing of theirs is overwritten: the
    version waits for them to compare. Two things wait for nobody: an embargo binds, and what is
    withheld is taken off the site, or not published when its hour comes; both with our
    translations. So is a story that shows a part which must not be shown yet, with an alarm: what
    is to become of the rest, the desk says. `news` names what the agency has just said something
    of, None the item itself: what somebody has published all the same is not taken down once more
    because a picture has come.
    """

    def __init__(
        self, wire_story: WireStory, copy: WireCopy, *, news: Collection[str] | None
    ) -> None:
        self.copy = copy
        self.news = news
        self.key = wire_story.pk

    @transaction.atomic
    def execute(self) -> tuple[Outcome, Story]:
        """What was done, and the story as it now stands."""
        found = WireStory.objects.select_related("story__section", "story__latest_revision")
        wire_story = found.select_for_update(of=("self", "story")).get(pk=self.key)
        story = wire_story.story
        BindEmbargo(wire_story, self.copy.item.embargo, self.copy.published).execute()
        if story.is_killed or story.locked or wire_story.is_touched:
            outcome = self._leave_to_the_desk(wire_story)
        elif wire_story.told == self.copy.digest(story.edition):
            outcome = self._publish_what_waits(wire_story)
        else:
            outcome = self._follow(wire_story)
        return outcome, Story.objects.get(pk=story.pk)

    def _leave_to_the_desk(self, wire_story: WireStory) -> Outcome:
        if self.news is None and self.copy.item.pubstatus == "withheld":
            withhold(wire_story.story)
        elif not wire_story.story.is_killed:
            hold_back_parts(wire_story.story, self.copy, self.news)
        if not wire_story.story.is_killed:
            # What has been fetched since is at least in the desk's library.
            pictures_of(self.copy.dispatch, self.copy.item, self.copy.held)
        if wire_story.base_id == self.copy.row.pk:
            return Outcome.UNCHANGED
        if wire_story.waits_since is None:
            wire_story.waits_since = timezone.now()
            wire_story.save(update_fields=["waits_since"])
        return Outcome.HELD

    def _publish_what_waits(self, wire_story: WireStory) -> Outcome:
        story = wire_story.story
        wanted = not story.live and self._is_or_was_to_be_out(wire_story)
        if not (wanted and self.copy.may_be_printed):
            return Outcome.UNCHANGED
        story.latest_revision.publish()
        return Outcome.PUBLISHED

    def _follow(self, wire_story: WireStory) -> Outcome:
        story, copy = wire_story.story, self.copy
        goes_out = copy.may_be_printed and self._is_or_was_to_be_out(wire_story)
        added = set(story.topics.all()) - set(
            WireCopy(copy.dispatch, row=wire_story.base).topics(story.edition)
        )
        copy.write_into(story)
        story.topics = list(dict.fromkeys([*copy.topics(story.edition), *added]))
        seen = story.first_published_at is not None
        copy.print_times(story, for_readers=seen or wire_story.publish)
        story.full_clean()
        if copy.is_held_back:
            wire_story.withdrawn |= story.live
            withhold(story)
        if story.live:
            Story.objects.filter(pk=story.pk).update(version=story.version)
        else:
            story.save()
        revision = story.save_revision()
        wire_story.base, wire_story.pictures = copy.row, copy.pictures
        wire_story.told = copy.digest(story.edition)
        wire_story.written_at = revision.created_at
        if goes_out:
            revision.publish()
            wire_story.withdrawn = False
            copy.dispatch.state = Dispatch.State.PUBLISHED
        wire_story.save()
        return Outcome.UPDATED

    def _is_or_was_to_be_out(self, wire_story: WireStory) -> bool:
        """Not where the desk has taken it off the site, or its time there has passed."""
        story = wire_story.story
        if story.live or wire_story.withdrawn:
            return True
        return story.first_published_at is None and wire_story.publish
