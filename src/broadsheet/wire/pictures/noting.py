"""Which pictures a dispatch has, and which of them are wanted."""

from __future__ import annotations

from django.utils import timezone

from broadsheet.wire.models import Dispatch, WirePicture


def note(dispatch: Dispatch, addresses: list[str]) -> None:
    """Let `dispatch` have the pictures at `addresses` and no others; new ones will be fetched."""
    if dispatch.versions > 1:
        dispatch.wire_pictures.exclude(href__in=addresses).delete()
    if not addresses:
        return
    now = timezone.now()
    WirePicture.objects.bulk_create(
        (
            WirePicture(dispatch=dispatch, href=address, position=position, next_at=now)
            for position, address in enumerate(addresses)
        ),
        ignore_conflicts=True,
    )


def want(dispatch: Dispatch) -> int:
    """Ask anew for the pictures of `dispatch` that are not there; how many those are."""
    missing = dispatch.wire_pictures.exclude(state=WirePicture.State.FETCHED)
    return missing.update(state=WirePicture.State.WAITING, tries=0, next_at=timezone.now())
