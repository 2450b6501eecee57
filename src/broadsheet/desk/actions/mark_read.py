"""Mark a dispatch as read, or as not read yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from broadsheet.desk.wire_permissions import check_works_at_the_wire
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def mark_read(dispatch: Dispatch, user: User, *, read: bool = True) -> None:
    """Note that the desk has read `dispatch` (the first time counts), or that it has not. A newer
    version wants to be read anew. Raises `PermissionDenied`."""
    check_works_at_the_wire(user)
    rows = Dispatch.objects.filter(pk=dispatch.pk, read_at__isnull=read)
    rows.update(read_at=timezone.now() if read else None)
