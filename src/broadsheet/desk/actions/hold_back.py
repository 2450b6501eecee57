"""A part of what the desk has published must not be shown yet, says its agency."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from broadsheet.desk.actions.withhold import withhold
from broadsheet.desk.held_parts import pictures_named, shows_held_part
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.stories.actions.withdraw_files import withdraw_unshown
from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch


def hold_back_parts(story: Story, copy: WireCopy, news: Collection[str] | None) -> None:
    """Take `story`, which the desk has worked on, off the site if it shows a part of its `copy`
    that must wait, and raise an alarm. `news` names the parts of which the agency has just said so,
    None is any.
    """
    if shows_held_part(story, copy, news):
        withhold(story)
        _alarm(copy.dispatch)


def hold_back_pictures(dispatch: Dispatch) -> None:
    """Take the files of a picture that must wait from the addresses that readers know, once no
    page shows it; raise an alarm where one does, because the desk took it from its library."""
    if not _must_wait(dispatch):
        return
    pictures = list(pictures_named([dispatch.guid], dispatch))
    if len(withdraw_unshown(pictures)) < len(pictures):
        _alarm(dispatch)


def _must_wait(dispatch: Dispatch) -> bool:
    embargo = dispatch.embargo
    return dispatch.pubstatus != "usable" or (embargo is not None and embargo > timezone.now())


def _alarm(dispatch: Dispatch) -> None:
    if dispatch.alarm != Dispatch.Alarm.KILL or dispatch.nodded_at is not None:
        dispatch.alarm = Dispatch.Alarm.PART
        dispatch.nodded_by = dispatch.nodded_at = None
        dispatch.save(update_fields=["alarm", "nodded_by", "nodded_at"])
