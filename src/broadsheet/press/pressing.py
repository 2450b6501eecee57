"""Press one page: render it, note what it depends on, put its plate in place."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from math import inf
from typing import Any

from django.conf import settings
from django.db import DatabaseError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from broadsheet.plates import content_type_of, file_for
from broadsheet.plates.rounds import begin_anew, once
from broadsheet.plates.tags import Dependencies, Rank
from broadsheet.plates.waking import wake
from broadsheet.press.failures import note_failure_at, rests
from broadsheet.press.models import Change, Plate, PlateTag
from broadsheet.press.rendering import Rendered, render
from broadsheet.press.tree import plate_tree
from broadsheet.stories.views.page_reading import read_together

logger = logging.getLogger(__name__)
# A transaction that was open longer than this while a page rendered is left to the sweep.
LONGEST_TRANSACTION = timedelta(minutes=2)
LONGEST_RENDERING = timedelta(minutes=1)
LONGEST_ROUND = 30.0
# How long another press may take for a page, or a change, before it counts as dead.
CLAIM = timedelta(seconds=60)
# Seconds that the press waits for a reader's worker to be done with a story.
FOR_A_STORY = 0.05
# The net under the tags: what people wait for is pressed at least this often.
PROMPT_TRUE_FOR = timedelta(hours=1)
TAG_LENGTH = 80


class PressError(Exception):
    """A page could not be pressed; its old plate stands."""


class NotKept(PressError):
    """A page was rendered, but disk or database refused to keep it: it counts as not pressed."""

    def __init__(self, rendered: Rendered, error: Exception) -> None:
        super().__init__(f"{rendered.path} could not be kept: {error}")
        self.rendered = rendered


def press_page(path: str) -> Rendered:
    """Press the page at `path` (decoded) and return what was rendered.

    A page that isn't there loses its plate, one that was withdrawn leaves 410, one that moved 301.
    What may not be kept, such as search results, is returned all the same. Whoever finds it being
    pressed waits for it and returns what has been pressed. Raises `PressError`; a `NotKept` has the
    page to hand over. A failure is noted as the press notes its own, and until its pause is over
    the page is not tried again here.
    """
    with ExitStack() as held:
        try:
            waited = held.enter_context(plate_tree().lock(path))
        except OSError as error:
            raise NotKept(_rendered(path), error) from error
        plate = Plate.objects.filter(path=path).first()
        if pressed := waited and _pressed_meanwhile(plate):
            return pressed
        if rests(plate):
            raise PressError(f"{path} could not be pressed; it is tried again in a while")
        try:
            return _press(path, plate)
        except NotKept:
            raise
        except Exception as error:
            # Where the database is away it can't be told, and needn't be.
            with suppress(DatabaseError):
                note_failure_at(path, error)
            raise


def press_claimed(plate: Plate, *, wait: bool) -> None:
    """Press the page of `plate`, which no other press has claimed.

    Raises `PressError`; without `wait` also `BlockingIOError`, where a reader's worker is pressing
    the page just now. A story is worth a moment's wait: as a rule somebody has asked for it right
    before it was published, and the worker is about to say that it isn't there.
    """
    patience = inf if wait else FOR_A_STORY if plate.rank == Rank.STORY else 0.0
    with plate_tree().lock(plate.path, patience=patience) as waited:
        now = Plate.objects.filter(pk=plate.pk).first() if waited else plate
        if now and not (waited and _is_done(plate, now)):
            _press(now.path, now)


def read_ahead(paths: Iterable[str]) -> None:
    """Begin a round with what those of `paths` that are stories need, read at once."""
    once("changes", _recent_changes)
    read_together(paths)


def _press(path: str, plate: Plate | None) -> Rendered:
    begin_anew(if_older=LONGEST_ROUND)
    # First of all in a round: nothing that the round remembers is older than these.
    known = once("changes", _recent_changes)
    wish = plate.wish if plate else None
    rendered = _rendered(path)
    try:
        _keep(rendered, plate, wish, known)
    except (OSError, OperationalError) as error:
        raise NotKept(rendered, error) from error
    return rendered


def _rendered(path: str) -> Rendered:
    rendered = render(path)
    if rendered.status >= 500:
        raise PressError(rendered.error or f"{path} answers {rendered.status}")
    return rendered


def _keep(rendered: Rendered, plate: Plate | None, wish: int | None, known: set[int]) -> None:
    path = rendered.path
    if rendered.status == 404:
        plate_tree().drop(path)
        # Unless it was wished for meanwhile: it may be there by now.
        if not Plate.objects.filter(path=path, wish=wish or 0).delete()[0]:
            _want_again(path)
    elif may_be_pressed(rendered):
        plate = _note(rendered, plate)
        _put_in_place(rendered)
        _finish(plate, wish or 0, known, rendered)
    elif wish is not None:
        _give_up(rendered, wish)


def _is_done(plate: Plate, now: Plate) -> bool:
    """Whether the page of `plate`, of which `now` is known, was pressed and is true."""
    is_true = now.wanted_at is None and not now.stale
    return is_true and now.pressed_at != plate.pressed_at


def _pressed_meanwhile(plate: Plate | None) -> Rendered | None:
    """What lies in the tree, where it is true and nothing is wished for."""
    if plate is None or plate.status != 200 or plate.wanted_at is not None or plate.stale:
        return None
    body = plate_tree().body(plate.path)
    return None if body is None else Rendered(plate.path, 200, [], body, Dependencies())


def may_be_pressed(rendered: Rendered) -> bool:
    """Whether `rendered` is the same for every reader, and its file name tells its media type."""
    name = file_for(rendered.path)
    if name is None or rendered.dependencies.never_pressed or rendered.header("Set-Cookie"):
        return False
    if rendered.status in {301, 410}:
        return rendered.dependencies.rank == Rank.STORY
    if rendered.status != 200 or "cookie" in rendered.header("Vary").lower():
        return False
    # A document is a download; lying in the tree it would be a page of ours, scripts and all.
    if rendered.header("Content-Disposition"):
        return False
    kind = rendered.header("Content-Type")
    if kind.partition(";")[0] != content_type_of(name).partition(";")[0]:
        logger.warning("%s is not pressed: %s is no %s", rendered.path, kind, name)
        return False
    return True


def site_path(location: str) -> str:
    """The path of an absolute address of this site; the address as it stands for another's."""
    host = settings.BROADSHEET_SITE_URL
    return location.removeprefix(host) if location.startswith(f"{host}/") else location


def _put_in_place(rendered: Rendered) -> None:
    tree, path = plate_tree(), rendered.path
    match rendered.status:
        case 410:
            tree.withdraw(path, rendered.body)
        case 301:
            tree.move(path, site_path(rendered.header("Location")))
        case _:
            tree.press(path, rendered.body, sorted(rendered.dependencies.firm))


def _recent_changes() -> set[int]:
    """Changes of the last minutes, by number: a page rendered from now on shows them for certain.

    What has come to them when the page is finished, the page may have missed.
    """
    now = timezone.now()
    since = now - LONGEST_TRANSACTION - LONGEST_RENDERING
    recent = Change.objects.filter(due_at__gte=since, due_at__lte=now)
    return set(recent.values_list("pk", flat=True))


@transaction.atomic
def _note(rendered: Rendered, plate: Plate | None) -> Plate:
    """Write the page's tags, before its plate stands: from then on a change finds it.

    The page is claimed with them: should this press die now, another looks after the plate.
    """
    found = rendered.dependencies
    claim = {"wanted_at": timezone.now() + CLAIM}
    if plate is None:
        plate, _created = Plate.objects.get_or_create(path=rendered.path, defaults=claim)
    if plate.wanted_at is None:
        Plate.objects.filter(pk=plate.pk, wanted_at=None).update(**claim)
    wanted = {tag[:TAG_LENGTH]: True for tag in found.firm}
    wanted |= {tag[:TAG_LENGTH]: False for tag in found.loose}
    held = dict(PlateTag.objects.filter(plate=plate).values_list("tag", "firm"))
    gone = [tag for tag, firm in held.items() if wanted.get(tag) is not firm]
    if gone:
        PlateTag.objects.filter(plate=plate, tag__in=gone).delete()
    new = [
        PlateTag(plate=plate, tag=tag, firm=firm)
        for tag, firm in sorted(wanted.items())
        if held.get(tag) is not firm
    ]
    PlateTag.objects.bulk_create(new)
    return plate


def _finish(plate: Plate, wish: int, known: set[int], rendered: Rendered) -> None:
    now = timezone.now()
    found = rendered.dependencies
    borne = found.firm | found.loose
    pressed: dict[str, Any] = {
        "rank": found.rank,
        "status": rendered.status,
        "pressed_at": now,
        "true_until": _true_until(rendered, now),
        "tries": 0,
        "error": "",
    }
    with transaction.atomic():
        unwished = Plate.objects.filter(pk=plate.pk, wish=wish)
        if not unwished.update(**pressed, wanted_at=None, stale=False):
            Plate.objects.filter(pk=plate.pk).update(**pressed)
            plate_tree().mark_stale(rendered.path)
            _want_again(rendered.path)
        # A change that was committed while the page rendered, and taken in before the page's tags
        # stood, has missed the page.
        # By number first: of a busy minute there are hundreds, and what they name is long.
        missed = _recent_changes() - known
        for change in Change.objects.filter(pk__in=missed) if missed else ():
            if change.everything or not borne.isdisjoint(change.tags):
                Plate.objects.filter(pk=plate.pk).update(wanted_at=now, wish=F("wish") + 1)
                # Else the same round would find the page untrue again and again.
                begin_anew()
                transaction.on_commit(_ring)
                break


def _want_again(path: str) -> None:
    """Don't let a page that is wished for wait until a claim on it has run out."""
    now = timezone.now()
    if Plate.objects.filter(path=path, wanted_at__gt=now).update(wanted_at=now):
        transaction.on_commit(_ring)


def _ring() -> None:
    """Whoever rendered may be no press, and the press may be asleep."""
    wake(plate_tree().root)


def _give_up(rendered: Rendered, wish: int) -> None:
    """The address was pressed once, or wanted, but its answer is none that may be kept now."""
    plate_tree().drop(rendered.path)
    unwished = Plate.objects.filter(path=rendered.path, wish=wish)
    if not unwished.update(
        status=None, wanted_at=None, true_until=None, stale=False, tries=0, error=""
    ):
        _want_again(rendered.path)


def _true_until(rendered: Rendered, now: datetime) -> datetime | None:
    found = rendered.dependencies
    if rendered.status != 200:
        return None
    if found.true_for is not None:
        return now + timedelta(seconds=found.true_for)
    if Rank.STORY < found.rank <= Rank.PROMPT:
        return now + PROMPT_TRUE_FOR
    return None
