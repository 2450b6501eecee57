"""Take a dispatch: a draft of it, for whoever takes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.desk.actions.draft_from_wire import DraftFromWire
from broadsheet.desk.models import SectionAssignment, WireStory
from broadsheet.desk.placement import NoSuchPlace, Placement
from broadsheet.desk.routing.router import suggest
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_members import carries_what_was_canceled
from broadsheet.desk.wire_permissions import check_works_at_the_wire
from broadsheet.stories.models import Section, Story
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def take(dispatch: Dispatch, user: User, placement: Placement | None = None) -> Story:
    """Make a draft of `dispatch` for `user`; the story.

    It stands where `placement` says, else where the rules, the provider's place or the person's own
    section do. A draft that a rule has made already becomes theirs. Raises `PermissionDenied`,
    `ValidationError` (canceled, no journalism, taken by somebody) or `NoSuchPlace`.
    """
    check_works_at_the_wire(user)
    dispatch = locked(dispatch)
    known = WireStory.objects.select_related("story").filter(dispatch=dispatch).first()
    if known is not None:
        return _become_theirs(known, dispatch, user)
    copy = WireCopy(dispatch)
    check_may_become_a_story(copy)
    where = placement or place_for(copy, user)
    return DraftFromWire(copy, replace(where, publish=False), user).execute().story


def locked(dispatch: Dispatch) -> Dispatch:
    """The dispatch as it is now; who else wants it waits till the transaction ends."""
    rows = Dispatch.objects.select_for_update(of=("self",))
    return rows.select_related("provider", "head").get(pk=dispatch.pk)


def place_for(copy: WireCopy, user: User) -> Placement:
    """Where the rules would put it, else the one section that `user` edits. Or `NoSuchPlace`."""
    if found := suggest(copy.dispatch.provider, copy.item):
        return found
    own = SectionAssignment.objects.filter(user=user).values("section")
    sections = list(Section.objects.filter(pk__in=own).select_related("edition")[:2])
    if len(sections) != 1:
        raise NoSuchPlace(_("No rule says where this belongs. Choose a section."))
    return Placement(section=sections[0])


def check_may_become_a_story(copy: WireCopy) -> None:
    """Raise `ValidationError` for what must not, or is no journalism."""
    if copy.dispatch.is_tombstone:
        raise ValidationError(_("The agency has canceled this item."))
    if not copy.item.is_news:
        raise ValidationError(_("This is no journalism: it can't become a story."))
    if carries_what_was_canceled(copy.dispatch):
        raise ValidationError(_("The agency has canceled something that this package carries."))


def _become_theirs(known: WireStory, dispatch: Dispatch, user: User) -> Story:
    if dispatch.taken_by is not None and dispatch.taken_by != user:
        message = _("%(person)s has taken this item already.")
        raise ValidationError(
            message % {"person": dispatch.taken_by.get_full_name() or dispatch.taken_by.username}
        )
    if dispatch.taken_by is None:
        dispatch.taken_by, dispatch.taken_at = user, timezone.now()
        dispatch.save(update_fields=["taken_by", "taken_at"])
        Story.objects.filter(pk=known.story_id, created_by=None).update(created_by=user)
    return Story.objects.get(pk=known.story_id)
