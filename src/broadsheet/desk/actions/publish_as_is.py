"""Publish a dispatch as the agency wrote it: two keys for a flash."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.desk.actions.draft_from_wire import DraftFromWire
from broadsheet.desk.actions.take import check_may_become_a_story, locked, place_for
from broadsheet.desk.models import WireStory
from broadsheet.desk.moments import day_and_time
from broadsheet.desk.placement import Placement
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_permissions import check_publishes
from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def publish_as_is(dispatch: Dispatch, user: User, placement: Placement | None = None) -> Story:
    """Publish what the ruling version says, in the place that `take` would find; the story.

    An embargo holds it back until its second. A draft of it that nobody else has taken, and nobody
    has touched, goes out.
    Raises as `take` does, and `ValidationError` for what can't be printed or has been worked on.
    """
    dispatch = locked(dispatch)
    copy = WireCopy(dispatch)
    check_may_become_a_story(copy)
    if not copy.may_be_printed:
        raise ValidationError(_reason(copy))
    found = WireStory.objects.select_related("story__section", "story__latest_revision")
    known = found.filter(dispatch=dispatch).first()
    if known is None:
        where = placement or place_for(copy, user)
        check_publishes(user, where.section)
        return DraftFromWire(copy, replace(where, publish=True), user).execute().story
    check_publishes(user, known.story.section)
    if known.is_touched:
        raise ValidationError(_("The desk has worked on this story: publish it from the editor."))
    if not known.story.live:
        _check_is_not_a_colleagues(dispatch, user)
        known.story.latest_revision.publish(user=user)
    return Story.objects.get(pk=known.story_id)


def _check_is_not_a_colleagues(dispatch: Dispatch, user: User) -> None:
    taker = dispatch.taken_by
    if taker is not None and taker != user:
        message = _("%(person)s took this item on %(time)s: publish the story from the editor.")
        name = taker.get_full_name() or taker.username
        when = day_and_time(dispatch.taken_at) if dispatch.taken_at else ""
        raise ValidationError(message % {"person": name, "time": when})


def _reason(copy: WireCopy) -> str:
    if copy.item.pubstatus == "withheld":
        return _("The agency withholds this item.")
    return _("This item has no headline, or nothing to read or to see: take it and write it.")
