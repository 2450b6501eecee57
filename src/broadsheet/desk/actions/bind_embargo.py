"""An agency's embargo binds at once, whoever has worked on the story."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from wagtail.models import Revision

from broadsheet.desk.models import WireStory
from broadsheet.press.listeners import story_changed
from broadsheet.stories.actions.withdraw_files import withdraw_files
from broadsheet.stories.models import Story, StoryAddress


class BindEmbargo:
    """Bring a story from the wire and our translations of it under the embargo of the ruling
    version, or free them of it.

    Where readers could see one, the files of its pictures go by other names from now on.

    An embargo that the desk has set itself gives way only to a later one; one that it has waived
    binds no more. What was to be printed as published at the end of the old one is printed as
    `published`: when readers first see the dispatch.
    """

    def __init__(
        self, wire_story: WireStory, embargo: datetime | None, published: datetime
    ) -> None:
        self.wire_story = wire_story
        self.embargo = embargo
        self.published = published

    def execute(self) -> bool:
        """Whether anything changed. The live story, its draft and what is scheduled all follow."""
        if self.embargo == self.wire_story.embargo and not self._is_ahead():
            return False
        original = self.wire_story.story
        translations = Story.objects.filter(translation_of=original).order_by("pk")
        family = [original, *translations.select_for_update(of=("self",))]
        changed = [self._bind(story) for story in family]
        if self.embargo != self.wire_story.embargo:
            self.wire_story.embargo = self.embargo
            self.wire_story.save(update_fields=["embargo"])
            changed.append(True)
        return any(changed)

    def _is_ahead(self) -> bool:
        until = self.embargo
        return (
            until is not None and until > timezone.now() and until != self.wire_story.embargo_waived
        )

    def _bind(self, story: Story) -> bool:
        before, was_public = story.embargo_until, story.is_public()
        bound = {
            "embargo_until": self._bound(before),
            "published_at": self._printed(story.published_at),
        }
        changed = any(getattr(story, name) != value for name, value in bound.items())
        if changed:
            Story.objects.filter(pk=story.pk).update(**bound)
            for name, value in bound.items():
                setattr(story, name, value)
        for revision in self._revisions(story):
            changed |= self._bind_revision(revision)
        if was_public and not story.is_public():
            withdraw_files(story)
        if story.live and story.embargo_until != before:
            StoryAddress.objects.note_readers(story)
            story_changed(Story.objects.select_related("edition", "section").get(pk=story.pk))
        return changed

    def _bind_revision(self, revision: Revision) -> bool:
        written = {
            name: datetime.fromisoformat(text) if (text := revision.content.get(name)) else None
            for name in ("embargo_until", "published_at")
        }
        bound = {
            "embargo_until": self._bound(written["embargo_until"]),
            "published_at": self._printed(written["published_at"]),
        }
        if bound == written:
            return False
        texts = {name: value.isoformat() if value else None for name, value in bound.items()}
        revision.content = {**revision.content, **texts}
        revision.save(update_fields=["content"])
        return True

    def _printed(self, current: datetime | None) -> datetime | None:
        ended = self.wire_story.embargo
        return self.published if ended is not None and current == ended else current

    def _bound(self, current: datetime | None) -> datetime | None:
        if current == self.wire_story.embargo:
            return self.embargo
        if self.embargo is None or (current is not None and current > self.embargo):
            return current
        return self.embargo

    def _revisions(self, story: Story) -> list[Revision]:
        keys = {story.latest_revision_id, story.live_revision_id} - {None}
        scheduled = story.revisions.filter(approved_go_live_at__isnull=False)
        return list(story.revisions.filter(pk__in=keys) | scheduled)
