"""Note what has changed, in the transaction that changes it; work begins when it is committed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from broadsheet.press.addresses import further_pages
from broadsheet.press.models import Change
from broadsheet.press.tree import plate_tree, wake_press


def note_change(
    tags: Iterable[str],
    paths: Iterable[str] = (),
    *,
    gone: Iterable[str] = (),
    vanishes: bool = False,
    due_at: datetime | None = None,
) -> None:
    """Pages that bear one of `tags` are no longer true, and those at `paths` are to be pressed.

    The plates at `gone`, and those of further pages below them, are taken away as soon as the
    transaction is committed, before anything is pressed. With `vanishes`, what the tags name must
    be gone from every page, at once. `due_at` (aware) is for what happens by itself at a later
    moment.
    """
    gone = list(gone)
    moment = due_at or timezone.now()
    Change.objects.create(
        tags=sorted(set(tags)),
        paths=list(dict.fromkeys([*paths, *gone])),
        vanishes=vanishes,
        due_at=moment,
    )
    if due_at is None or due_at <= timezone.now():
        transaction.on_commit(lambda: _committed(gone))


def note_everything() -> None:
    """Every page is untrue: a new style, template or setting."""
    Change.objects.create(everything=True)
    transaction.on_commit(lambda: _committed([]))


def _committed(gone: list[str]) -> None:
    tree = plate_tree()
    for path in gone:
        for each in (path, *further_pages(path)):
            tree.drop(each)
    wake_press()
