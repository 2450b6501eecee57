"""Let what is there already know of something that has come: a picture, a package's member."""

from __future__ import annotations

from broadsheet.desk.actions.apply_wire_update import ApplyWireUpdate
from broadsheet.desk.models import WireStory
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_package import carriers_of
from broadsheet.wire.models import Dispatch


def refresh_story(dispatch: Dispatch) -> None:
    """Bring the story of `dispatch`, if there is one, to what can be said now."""
    wire_story = WireStory.objects.filter(dispatch=dispatch).first()
    if wire_story is not None and not dispatch.is_tombstone:
        ApplyWireUpdate(wire_story, WireCopy(dispatch)).execute()


def refresh_packages(dispatch: Dispatch) -> None:
    """The same for the packages that carry it."""
    for package in carriers_of(dispatch):
        refresh_story(package)
