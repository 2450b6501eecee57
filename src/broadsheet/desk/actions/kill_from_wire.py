"""An agency cancels an item: its story goes, and all that carries it."""

from __future__ import annotations

from django.db import transaction

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.wire_members import carriers_of
from broadsheet.desk.wire_pictures import withdraw_pictures
from broadsheet.stories.models import Story
from broadsheet.wire.models import Dispatch


class KillFromWire:
    """Kill what came of a canceled dispatch: the story, its translations (ours, and those that the
    agency made), the packages that carry any of them, and theirs. Whoever has worked on them: a
    kill is no matter of taste. A picture that is canceled leaves every story that shows it.
    """

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch

    @transaction.atomic
    def execute(self) -> list[Story]:
        """The stories that were killed now."""
        reason = f"Canceled by {self.dispatch.provider.name}"
        killed = _kill(self.dispatch, reason)
        withdraw_pictures(self.dispatch)
        for package in carriers_of(self.dispatch):
            killed += KillPackage(package).execute()
        return killed


class KillPackage:
    """Kill the story of a package or translation that carries what was canceled, and alarm the
    desk: it may know better, and lift the kill. Without a story there is an alarm all the same."""

    def __init__(self, package: Dispatch) -> None:
        self.package = package

    @transaction.atomic
    def execute(self) -> list[Story]:
        """The stories that were killed now."""
        killed = _kill(self.package, f"{self.package.provider.name} canceled what it carries")
        if killed or self.package.alarm != Dispatch.Alarm.KILL:
            self.package.alarm = Dispatch.Alarm.KILL
            self.package.nodded_by = self.package.nodded_at = None
            self.package.save(update_fields=["alarm", "nodded_by", "nodded_at"])
        return killed


def _kill(dispatch: Dispatch, reason: str) -> list[Story]:
    story = Story.objects.filter(wire_story__dispatch=dispatch).first()
    family = [story, *Story.objects.filter(translation_of=story)] if story else []
    return [KillStory(one, reason=reason).execute() for one in family if not one.is_killed]
