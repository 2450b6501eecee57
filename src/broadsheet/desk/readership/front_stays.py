"""Note which story stands on which front: the clock looks at every front that has been pressed."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils import timezone

from broadsheet.desk.models import FrontStay
from broadsheet.press.models import Plate
from broadsheet.stories.fronts import fill_slots
from broadsheet.stories.models import HomeFront, Section, Special

# How often the clock looks, in seconds: so late a stay may be noted.
EVERY = 15.0
Front = HomeFront | Section | Special


class FrontWatch:
    """Looks at fronts that have changed since it last looked; the first time at all."""

    def __init__(self) -> None:
        self._seen: dict[int, datetime] = {}

    def look(self) -> int:
        """Note what has come and gone; the number of fronts looked at."""
        fronts = _public_fronts()
        _close(fronts)
        pressed = _pressed(fronts)
        looked = 0
        for front in fronts:
            moment = pressed.get(front.path_in_site)
            if moment is None or self._seen.get(front.pk) == moment:
                continue
            note_front(front)
            self._seen[front.pk] = moment
            looked += 1
        return looked


@transaction.atomic
def note_front(front: Front) -> None:
    """End the stays of stories that have left `front` or changed their slot; begin new ones."""
    now = timezone.now()
    shown = _shown(front)
    open_stays = FrontStay.objects.filter(place=front.pk, until=None)
    standing = {stay.story_id: stay for stay in open_stays}
    gone = [stay.pk for key, stay in standing.items() if shown.get(key) != (stay.slot, stay.pinned)]
    if gone:
        FrontStay.objects.filter(pk__in=gone).update(until=now)
    FrontStay.objects.bulk_create(
        FrontStay(story_id=key, place_id=front.pk, slot=slot, pinned=pinned, since=now)
        for key, (slot, pinned) in shown.items()
        if key not in standing or standing[key].pk in gone
    )


def _shown(front: Front) -> dict[int, tuple[str, bool]]:
    """The slot of each story on `front`, and whether an editor pinned it there."""
    pinned = {
        story.pk
        for block in front.slots
        for story in (block.value.get("pinned") or [])
        if story is not None
    }
    return {
        story.pk: (slot.kind, story.pk in pinned)
        for slot in fill_slots(front, front.edition)
        for story in slot.shown
    }


def _public_fronts() -> list[Front]:
    models = (HomeFront, Section, Special)
    return list(chain(*(one.objects.live().select_related("edition") for one in models)))


def _pressed(fronts: list[Front]) -> dict[str, datetime | None]:
    paths = [front.path_in_site for front in fronts]
    found = Plate.objects.filter(path__in=paths, status=200)
    return dict(found.values_list("path", "pressed_at"))


def _close(fronts: list[Front]) -> None:
    """End what stands on fronts that are no longer public."""
    left = FrontStay.objects.filter(until=None).exclude(place__in=[one.pk for one in fronts])
    left.update(until=timezone.now())
