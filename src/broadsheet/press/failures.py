"""Pages that could not be pressed, by the press or by a reader's worker: tried again ever later."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta

from django.utils import timezone

from broadsheet.plates import file_for
from broadsheet.press.models import Plate

logger = logging.getLogger(__name__)
LONGEST_PAUSE = 600
# Failing pages that were never pressed: should every address fail, readers could make up more.
MOST_UNPRESSED = 1000
_LONGEST_ERROR = 4000


def note_failure(plate: Plate, error: Exception) -> None:
    """Let the page of `plate` be tried again after a pause that grows with each try."""
    tries = plate.tries + 1
    pause = min(2**tries, LONGEST_PAUSE)
    logger.warning("%s could not be pressed (try %d): %s", plate.path, tries, error)
    Plate.objects.filter(pk=plate.pk).update(
        tries=tries,
        error=(str(error) or traceback.format_exc(limit=-4))[-_LONGEST_ERROR:],
        wanted_at=timezone.now() + timedelta(seconds=pause),
    )


def note_failure_at(path: str, error: Exception) -> None:
    """The same for the page at `path`, whether or not it was pressed before."""
    plate = Plate.objects.filter(path=path).first()
    if plate is None:
        unpressed = Plate.objects.filter(tries__gt=0, status=None)
        if file_for(path) is None or unpressed.count() >= MOST_UNPRESSED:
            return
        plate, _created = Plate.objects.get_or_create(path=path)
    note_failure(plate, error)


def rests(plate: Plate | None) -> bool:
    """Whether the page of `plate` has failed and its pause lasts."""
    if plate is None or not plate.tries or plate.wanted_at is None:
        return False
    return plate.wanted_at > timezone.now()
