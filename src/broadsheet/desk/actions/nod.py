"""Nod at an alarm: somebody has seen the kill, the correction, the conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from broadsheet.desk.actions.take import locked
from broadsheet.desk.wire_permissions import check_works_at_the_wire
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def nod(dispatch: Dispatch, user: User) -> Dispatch:
    """Let the alarm of `dispatch` rest until something new happens; the first nod counts. Raises
    `PermissionDenied`."""
    check_works_at_the_wire(user)
    dispatch = locked(dispatch)
    if dispatch.alarm and dispatch.nodded_at is None:
        now = timezone.now()
        dispatch.nodded_by, dispatch.nodded_at = user, now
        dispatch.read_at = dispatch.read_at or now
        dispatch.save(update_fields=["nodded_by", "nodded_at", "read_at"])
    return dispatch
