"""What happened to a story: when it was published, changed, taken away; where it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import registry
from wagtail.models import Page

from broadsheet.desk.models import FrontStay
from broadsheet.stories.blocks import FRONT_SLOTS
from broadsheet.stories.models import HomeFront, Story

MOST = 200
# A printed time this near to an entry of the log is the same event.
SAME = timedelta(minutes=1)
_SAID: dict[str, str | Promise] = {
    "wagtail.publish": gettext_lazy("Updated"),
    "wagtail.unpublish": gettext_lazy("Taken off the site"),
    "stories.kill": gettext_lazy("Killed"),
    "stories.lift_kill": gettext_lazy("Kill lifted"),
}


@dataclass(frozen=True)
class Event:
    """Something that happened at a moment; `by` is empty where a machine did it."""

    moment: datetime
    said: str | Promise
    by: str = ""


@dataclass(frozen=True)
class Stay:
    """A story's stay in a slot (a block of `FRONT_SLOTS`) of a front; `until` is None while it
    stands there.
    """

    place: str
    slot: str
    pinned: bool
    since: datetime
    until: datetime | None

    @property
    def is_lead(self) -> bool:
        """Whether it led the front."""
        return self.slot == "lead"

    @property
    def said(self) -> str:
        """“Lead, pinned”."""
        block = FRONT_SLOTS().child_blocks.get(self.slot)
        label = str(block.label) if block else self.slot
        return _("%(slot)s, pinned") % {"slot": label} if self.pinned else label


def events_of(story: Story) -> list[Event]:
    """The events of the story's public life, the first first."""
    entries = registry.get_logs_for_instance(story).filter(action__in=_SAID)
    found = [
        Event(
            entry.timestamp,
            _SAID[entry.action],
            entry.user_display_name if entry.user_id else "",
        )
        for entry in entries.select_related("user").order_by("timestamp", "pk")[:MOST]
    ]
    known = [event.moment for event in found]
    published = _published(story)
    for moment in (published, story.updated_at):
        if moment and all(abs(moment - other) > SAME for other in known):
            found.append(Event(moment, _SAID["wagtail.publish"]))
            known.append(moment)
    found.sort(key=lambda event: event.moment)
    return [
        Event(event.moment, _("Published"), event.by) if number == 0 else event
        for number, event in enumerate(found)
    ]


def stays_of(story: Story) -> list[Stay]:
    """Where it stood on fronts: home fronts first, each front by time."""
    rows = FrontStay.objects.filter(story=story).select_related("place").order_by("since", "pk")
    stays = list(rows[:MOST])
    homes = dict(HomeFront.objects.values_list("pk", "edition__name"))
    stays.sort(key=lambda stay: (stay.place_id not in homes, stay.place.title, stay.since))
    return [
        Stay(_place(stay.place, homes), stay.slot, stay.pinned, stay.since, stay.until)
        for stay in stays
    ]


def _published(story: Story) -> datetime | None:
    return story.first_published_at or story.published_at


def _place(place: Page, homes: dict[int, str]) -> str:
    if place.pk in homes:
        return _("Front page of %(paper)s") % {"paper": homes[place.pk]}
    return str(place.title)
