"""Publish a story: Wagtail's action, with the printed times and per-story permission."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.base import BaseAction
from wagtail.actions.publish_revision import PublishPermissionError, PublishRevisionAction
from wagtail.models import Revision
from wagtail.permissions import policy_registry

# Sent with `story`, locked and not yet written: whoever listens may still change it.
publishing = Signal()


def _shown_from(story: Any, now: datetime) -> datetime:
    return max(now, story.embargo_until or now)


def _awaits_embargo(story: Any, now: datetime) -> bool:
    """Whether the end of its embargo, which is still to come, is what it is printed with."""
    until = story.embargo_until
    return until is not None and until > now and story.published_at == until


class PublishStory(PublishRevisionAction):
    """Publish or schedule a revision of a story.

    The first publication prints `published_at`; each later one a new `updated_at`, unless the desk
    called the change minor or set a time by hand. A killed story is refused.
    """

    def __init__(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool = True,
        previous_revision: Revision | None = None,
    ) -> None:
        # Not Wagtail's own: it would make a story of the revision here, and `execute` makes
        # another once the story is locked.
        BaseAction.__init__(self, revision.content_object, user=user)
        self.revision = revision
        self.object = self.instance
        self.permission_policy = policy_registry.get(self.object)
        self.changed = changed
        self.log_action = log_action
        self.previous_revision = previous_revision

    def check(self, skip_permission_checks: bool = False) -> None:
        """Refuse a killed story, and a user who may not publish *this* story."""
        if self.object.is_killed:
            raise ValidationError(
                _("“%(story)s” was killed and can't be published. Lift the kill first.")
                % {"story": self.object}
            )
        if (
            self.user
            and not skip_permission_checks
            and not self.permission_policy.user_has_permission_for_instance(
                self.user, "publish", self.object
            )
        ):
            raise PublishPermissionError(_("You may not publish in this story's section."))

    def execute(self, skip_permission_checks: bool = False) -> Any:
        """Set the printed times, then publish: all of it, or nothing."""
        with transaction.atomic():
            # Two publications of one story would lock its revisions in turn, each waiting for the
            # other's.
            stories = type(self.object).objects.filter(pk=self.object.pk)
            locked = stories.select_for_update(of=("self",)).get()
            was_public = locked.is_public()
            self._read_anew(locked)
            published = self._execute(skip_permission_checks)
            if was_public and not stories.public().exists():
                # It has come under an embargo, or its time here has passed.
                from broadsheet.stories.actions.withdraw_files import withdraw_files

                withdraw_files(self.object)
            return published

    def _read_anew(self, story: Any) -> None:
        """The story in hand may have been read before somebody killed it."""
        self.revision.refresh_from_db()
        self.object = self.instance = story.with_content_json(self.revision.content)

    def _execute(self, skip_permission_checks: bool) -> Any:
        self.check(skip_permission_checks=skip_permission_checks)
        story = self.object
        publishing.send(sender=type(story), story=story)
        now = timezone.now()
        scheduled = story.go_live_at is not None and story.go_live_at > now
        if not scheduled:
            self._print_times()
            story.touched_at = now
            story.touched_by = self.user or story.touched_by
        self._note_in_revision()
        return self._publish_revision(
            self.revision,
            story,
            user=self.user,
            changed=self.changed,
            log_action=self.log_action,
            previous_revision=self.previous_revision,
        )

    def _print_times(self) -> None:
        # Whole seconds: that is what is printed, and what a form gives back.
        story, now = self.object, timezone.now().replace(microsecond=0)
        if story.first_published_at is None:
            story.published_at = story.published_at or _shown_from(story, now)
        else:
            before = type(story).objects.get(pk=story.pk)
            story.published_at = (
                story.published_at or before.published_at or _shown_from(story, now)
            )
            if _awaits_embargo(before, now) and story.published_at == before.published_at:
                story.published_at = _shown_from(story, now)
            story.replaces = before
            by_hand = story.updated_at and story.updated_at != before.updated_at
            if not by_hand:
                # Of what no reader has seen yet nothing was updated.
                is_minor = story.minor_change or story.published_at > now
                story.updated_at = before.updated_at if is_minor else now
        story.minor_change = False

    def _note_in_revision(self) -> None:
        # The next draft begins with this revision; a time it lacks would look set by hand there.
        story = self.object
        printed: dict[str, Any] = {
            name: value.isoformat() if (value := getattr(story, name)) else None
            for name in ("published_at", "updated_at", "embargo_until")
        }
        printed["minor_change"] = story.minor_change
        self.revision.content = {**self.revision.content, **printed}
        self.revision.save(update_fields=["content"])
