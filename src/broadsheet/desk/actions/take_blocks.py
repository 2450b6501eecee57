"""Take what the desk wants of a newer version into a story it has worked on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.desk.actions.compare import Comparison, compare
from broadsheet.desk.comparison import Choice, merged, stream_of
from broadsheet.desk.models import WireStory
from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def take_blocks(story: Story, user: User, choices: Mapping[str, str], token: str) -> Story:
    """Write a draft of `story` with what `choices` (row key -> `ours`, `wire` or `both`) take of
    the comparison with that `token`; a row without a choice stays as it is. The story.

    The version counts as dealt with, also where nothing is taken. Publishing is left to the desk.
    Raises `PermissionDenied`, or `ValidationError` where one of the three has changed meanwhile.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    _check(story, user)
    found = compare(story)
    if found is None or found.token != token:
        raise ValidationError(
            _("The story or the wire has moved on meanwhile. Look at the comparison again.")
        )
    taken = {key: Choice(value) for key, value in choices.items() if value in set(Choice)}
    _write(found, taken, user)
    WireStory.objects.filter(story=story.pk).update(
        base=found.head, pictures=found.pictures, waits_since=None
    )
    Story.objects.filter(pk=story.pk).update(version=found.head.version)
    return Story.objects.get(pk=story.pk)


def _check(story: Story, user: User) -> None:
    allowed = story_policy.user_has_permission_for_instance
    if not (allowed(user, "change", story) and allowed(user, "write", story)):
        raise PermissionDenied(_("You may not change this story."))
    lock = story.get_lock()
    if lock is not None and lock.for_user(user):
        raise PermissionDenied(_("Somebody has locked this story."))


def _write(found: Comparison, taken: Mapping[str, Choice], user: User) -> None:
    draft = found.story
    changed = False
    for row in found.fields:
        if taken.get(row.key) is Choice.WIRE:
            changed |= row.write_into(draft)
    pieces = merged(found.blocks, taken)
    if pieces != [piece for row in found.blocks for piece in row.ours]:
        draft.body = stream_of(pieces)
        changed = True
    if not changed:
        return
    draft.full_clean()
    if not draft.live:
        draft.save()
    draft.save_revision(user=user, log_action=True)
