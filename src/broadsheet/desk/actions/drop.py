"""Drop a dispatch that nobody wants, or pick it up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from broadsheet.desk.actions.take import locked
from broadsheet.desk.wire_permissions import check_works_at_the_wire
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_SIDE = ["state", "taken_by", "taken_at", "read_at"]


@transaction.atomic
def drop(dispatch: Dispatch, user: User) -> Dispatch:
    """Set `dispatch` aside; no rule takes it up again. Raises `PermissionDenied`, or
    `ValidationError` where it is a story already."""
    check_works_at_the_wire(user)
    dispatch = locked(dispatch)
    if dispatch.state in {Dispatch.State.TAKEN, Dispatch.State.PUBLISHED}:
        raise ValidationError(_("This item is a story already. Kill or delete the story."))
    dispatch.state = Dispatch.State.DROPPED
    dispatch.taken_by, dispatch.taken_at = user, timezone.now()
    dispatch.read_at = dispatch.read_at or dispatch.taken_at
    dispatch.save(update_fields=_SIDE)
    return dispatch


@transaction.atomic
def pick_up(dispatch: Dispatch, user: User) -> Dispatch:
    """Put a dropped dispatch back among the new ones. Raises `PermissionDenied`."""
    check_works_at_the_wire(user)
    dispatch = locked(dispatch)
    if dispatch.state == Dispatch.State.DROPPED:
        dispatch.state = Dispatch.State.NEW
        dispatch.taken_by = dispatch.taken_at = None
        dispatch.save(update_fields=_SIDE)
    return dispatch
