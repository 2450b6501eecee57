"""What the desk does by itself when something comes over the wire."""

from __future__ import annotations

from django.db import transaction

from broadsheet.desk.actions.draft_from_wire import DraftFromWire
from broadsheet.desk.actions.hold_back import hold_back_pictures
from broadsheet.desk.actions.kill_from_wire import KillFromWire, KillPackage
from broadsheet.desk.actions.refresh_from_wire import bring_to, refresh_packages
from broadsheet.desk.models import RoutingRule, WireStory
from broadsheet.desk.placement import Placement
from broadsheet.desk.routing.router import Decision, decide
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_members import (
    carriers_of,
    carries,
    carries_what_was_canceled,
    note_members,
    note_pictures,
)
from broadsheet.desk.wire_outcome import Outcome
from broadsheet.desk.wire_words import note_words
from broadsheet.formats.item import Item
from broadsheet.stories.models import Story
from broadsheet.wire.intake import Arrival, Received, Rereading, cancel_by_slugline, keep
from broadsheet.wire.models import Dispatch


@transaction.atomic
def take_item(
    rereading: Rereading, item: Item, placement: Placement
) -> tuple[Outcome, Story | None]:
    """Keep one item of a delivery and do what it asks for: both, or on any error neither."""
    return FollowWire(keep(rereading.delivery, item, rereading), placement).execute()


class FollowWire:
    """One arrival: a new item finds its place, a story follows its dispatch, a kill goes through.

    With a `placement` (somebody has said where the item belongs) no rule is asked. What becomes of
    a story depends on the versions that have come, never on their order. To be executed in the
    transaction that keeps the item.
    """

    def __init__(self, received: Received, placement: Placement | None = None) -> None:
        self.received = received
        self.dispatch = received.dispatch
        self.placement = placement
        self.is_repeated = received.arrival is Arrival.REPEATED

    def execute(self) -> tuple[Outcome, Story | None]:
        """What was done, and the story if there is one."""
        if not self.is_repeated:
            note_words(self.received.row)
        done = self._follow()
        if self._concerns_packages:
            refresh_packages(self.dispatch, is_news=True)
            hold_back_pictures(self.dispatch)
        return done

    def _follow(self) -> tuple[Outcome, Story | None]:
        canceled = cancel_by_slugline(self.received)
        for cancel in canceled:
            FollowWire(cancel).execute()
        if any(cancel.dispatch.pk == self.dispatch.pk for cancel in canceled):
            return Outcome.KILLED, self._story()
        carries_others = carries(self.received.item) and not self.is_repeated
        if carries_others:
            note_members(self.dispatch, self.received.item)
        if self.dispatch.is_tombstone:
            return self._cancel()
        wire_story = self._wire_story()
        if carries_others and carries_what_was_canceled(self.dispatch):
            for one in (self.dispatch, *carriers_of(self.dispatch)):
                KillPackage(one).execute()
            return Outcome.KILLED, self._story()
        if wire_story is not None:
            return self._update(wire_story)
        if not self.dispatch.is_news:
            return Outcome.IGNORED, None
        return self._place()

    @property
    def _concerns_packages(self) -> bool:
        """Whether a package that carries the item may show less of it now, or more. One that is new
        and free joins its packages with its story, or with its pictures when they are fetched."""
        if not self.received.rules or self.is_repeated or self.dispatch.is_tombstone:
            return False
        is_new = self.received.arrival is Arrival.NEW
        is_free = self.dispatch.pubstatus == "usable" and self.dispatch.embargo is None
        return not (is_new and is_free)

    def _wire_story(self) -> WireStory | None:
        if self.dispatch.state in {Dispatch.State.NEW, Dispatch.State.DROPPED}:
            return None
        return WireStory.objects.filter(dispatch=self.dispatch).first()

    def _story(self) -> Story | None:
        return Story.objects.filter(wire_story__dispatch=self.dispatch).first()

    def _copy(self) -> WireCopy:
        return WireCopy(self.dispatch, self.received.item if self.received.rules else None)

    def _cancel(self) -> tuple[Outcome, Story | None]:
        is_order = self.received.row.pubstatus == "canceled" and not self.is_repeated
        if is_order:
            KillFromWire(self.dispatch).execute()
        story = self._story()
        # Where it lives all the same, somebody at the desk has lifted the kill.
        lives = story is not None and not story.is_killed
        return (Outcome.UNCHANGED if lives else Outcome.KILLED), story

    def _update(self, wire_story: WireStory) -> tuple[Outcome, Story | None]:
        if self.placement is not None and self.placement.publish and not wire_story.publish:
            wire_story.publish = True
            wire_story.save(update_fields=["publish"])
        is_news = self.received.rules and not self.is_repeated
        if is_news:
            note_pictures(self.dispatch, self.received.item)
        outcome, story = bring_to(wire_story, self._copy(), news=None if is_news else ())
        if outcome is Outcome.HELD and self.is_repeated:
            outcome = Outcome.UNCHANGED
        if not self.received.rules and not self.is_repeated:
            outcome = Outcome.KEPT
        return outcome, story

    def _place(self) -> tuple[Outcome, Story | None]:
        placement = self.placement
        copy = self._copy()
        if placement is None:
            decision = self._decide(copy)
            placement = decision.placement
            self._drop(decision.action is RoutingRule.Action.DROP)
        if placement is None:
            return Outcome.KEPT, None
        story = DraftFromWire(copy, placement).execute().story
        return (Outcome.PUBLISHED if story.live else Outcome.CREATED), story

    def _decide(self, copy: WireCopy) -> Decision:
        """What the rules say, unless somebody at the desk has decided already."""
        is_new = self.dispatch.state == Dispatch.State.NEW and self.dispatch.taken_at is None
        if is_new or self._is_dropped_by_rule:
            return decide(self.received.row.provider, copy.item)
        return Decision(RoutingRule.Action.INBOX)

    @property
    def _is_dropped(self) -> bool:
        return self.dispatch.state == Dispatch.State.DROPPED

    @property
    def _is_dropped_by_rule(self) -> bool:
        return self._is_dropped and self.dispatch.taken_by_id is None

    def _drop(self, drop: bool) -> None:
        """Drop it by rule, or take it up again where a newer version is not to be dropped."""
        if drop != self._is_dropped and (drop or self._is_dropped_by_rule):
            self.dispatch.state = Dispatch.State.DROPPED if drop else Dispatch.State.NEW
            self.dispatch.save(update_fields=["state"])
