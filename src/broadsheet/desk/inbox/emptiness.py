"""Why a list of the inbox has nothing in it."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import urlencode

from broadsheet.desk.inbox.asked import Asked
from broadsheet.wire.models import Channel, Dispatch, Provider


class Emptiness(StrEnum):
    """What to say of an empty list."""

    NO_AGENCY = "no-agency"
    NO_WAY_IN = "no-way-in"
    NOTHING_CAME = "nothing-came"
    NOTHING_PASSES = "nothing-passes"
    NOTHING_LEFT = "nothing-left"


def why_empty(asked: Asked) -> Emptiness:
    """Why nothing is there of what is `asked`: nobody delivers, nothing has come yet, nothing
    passes the filters, or all of it was dropped."""
    if asked.query not in _of_agencies(asked):
        return Emptiness.NOTHING_PASSES
    if not Provider.objects.filter(active=True).exists():
        return Emptiness.NO_AGENCY
    ours = {"provider": asked.provider} if asked.provider else {}
    if Dispatch.objects.filter(**ours).exists():
        return Emptiness.NOTHING_LEFT
    if not Channel.objects.filter(active=True, **ours).exists():
        return Emptiness.NO_WAY_IN
    return Emptiness.NOTHING_CAME


def _of_agencies(asked: Asked) -> tuple[str, str]:
    """The queries of the list of everything and of that of one agency."""
    return "", urlencode({"provider": asked.provider})
