"""A page of the inbox: an index is walked from where the page before it ended.

One filter leads: its index holds the order of the inbox. What other filters let through is looked
for among the next `WINDOW` items of that walk, so that a page costs the same whatever is asked and
however long the wire has run; where the window ends before the page is full, the reader of the page
can let it look further back. Words are looked up in the index of what agencies say, whose keys are
in the order of arrival.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import BooleanField, F, Q, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from broadsheet.desk.inbox.asked import Asked
from broadsheet.desk.wire_words import LAST_KEY, matching
from broadsheet.search.terms import terms_of
from broadsheet.wire.models import Dispatch, Provider

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LENGTH = 50
WINDOW = 20_000
# So many matches are looked up at once.
SOME = 2_000
ALARMS = Q(nodded_at__isnull=True) & ~Q(alarm="")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UNKNOWN = 99
Cursor = tuple[datetime, int]


@dataclass(frozen=True)
class Listed:
    """The dispatches of one page; `older` is where the next one begins, empty at the end.

    `is_cut` says that the window ended before the page was full.
    """

    dispatches: list[Dispatch]
    older: str
    is_cut: bool = False


@dataclass(frozen=True)
class _Walk:
    """Which index leads, in which order, and what is looked for on the way."""

    lead: Q
    rest: Q
    order: str = "arrived_at"


def listed(asked: Asked, user: User, before: str = "", length: int = LENGTH) -> Listed:
    """The next `length` dispatches that `asked` lets through, the newest first."""
    if asked.q:
        return _searched(asked, user, before, length)
    walk = _walk(asked, user)
    rows = Dispatch.objects.filter(walk.lead).order_by(f"-{walk.order}", "-pk")
    if start := read_cursor(before):
        rows = rows.filter(_older_than(start, walk.order))
    end = None
    if walk.rest:
        end = next(iter(rows.values_list(walk.order, flat=True)[WINDOW : WINDOW + 1]), None)
        rows = _looking(rows).filter(walk.rest)
        if end is not None:
            rows = rows.filter(**{f"{walk.order}__gte": end})
    found = list(rows[: length + 1])
    if len(found) > length:
        last = found[length - 1]
        return Listed(found[:length], write_cursor((getattr(last, walk.order), last.pk)))
    if end is not None:
        return Listed(found, write_cursor((end, 0)), is_cut=True)
    return Listed(found, "")


def _searched(asked: Asked, user: User, before: str, length: int) -> Listed:
    """The same where words are asked for. A cursor's moment says nothing here."""
    terms = terms_of(asked.q)
    if not terms:
        return Listed([], "")
    rows = _looking(Dispatch.objects.order_by("-head")).filter(_rest(asked, user, set()))
    found: list[Dispatch] = []
    _moment, below = read_cursor(before) or (_EPOCH, LAST_KEY)
    for _turn in range(WINDOW // SOME):
        keys = matching(terms, SOME, below)
        if keys:
            found += rows.filter(_heads(keys))[: length + 1 - len(found)]
        if len(found) > length:
            return Listed(found[:length], write_cursor((_EPOCH, found[length - 1].head_id)))
        if len(keys) < SOME:
            return Listed(found, "")
        below = keys[-1]
    return Listed(found, write_cursor((_EPOCH, below)), is_cut=True)


def _heads(keys: list[int]) -> RawSQL:
    """Whether a dispatch has one of `keys` as its head: two thousand parameters would take Django
    longer than the search itself."""
    numbers = ", ".join(map(str, keys))
    return RawSQL(f"head_id IN ({numbers})", (), BooleanField())  # noqa: S611


def write_cursor(cursor: Cursor) -> str:
    """Microseconds since 1970 and a key, as an address carries them."""
    moment, key = cursor
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{key}"


def read_cursor(text: str) -> Cursor | None:
    """The moment and the key; None for anything that is no cursor."""
    moment, _dash, key = text.partition("-")
    if not (moment.isdecimal() and key.isdecimal() and len(moment) < 17 and len(key) < 19):
        return None
    return _EPOCH + timedelta(microseconds=int(moment)), int(key)


def _older_than(cursor: Cursor, order: str) -> Q:
    moment, key = cursor
    # Not “or”: SQLite would ask one index for each side of it.
    return Q(**{f"{order}__lte": moment}) & ~Q(**{order: moment, "pk__gte": key})


def _walk(asked: Asked, user: User) -> _Walk:
    """The filter with the fewest rows leads, as far as one can know without looking."""
    order = "arrived_at"
    used: set[str] = set()
    if asked.alarms:
        lead = ALARMS
        used.add("alarms")
    elif asked.mine:
        lead, order = Q(taken_by=user), "taken_at"
        used.add("mine")
    elif asked.provider:
        lead = Q(provider=asked.provider)
        used.add("provider")
        if asked.state:
            lead &= Q(state=asked.state)
            used.add("state")
    elif asked.urgency == 1:
        lead = Q(urgency=1)
        used.add("urgency")
    elif name := _leading(asked):
        lead = Q(**{name: getattr(asked, name)})
        used.add(name)
    else:
        lead = Q()
    return _Walk(lead, _rest(asked, user, used), order)


def _leading(asked: Asked) -> str:
    """Of the filters that have an index: one that not nearly everything passes, else any."""
    asked_for = [name for name in ("type", "language", "state") if getattr(asked, name)]
    rare = (name for name in asked_for if getattr(asked, name) not in {"text", "new"})
    return next(rare, next(iter(asked_for), ""))


def _rest(asked: Asked, user: User, used: set[str]) -> Q:
    rest = Q()
    if asked.mine and "mine" not in used:
        rest &= Q(looked_taken_by=user.pk)
    if asked.provider and "provider" not in used:
        rest &= Q(looked_provider=asked.provider)
    if asked.urgency and "urgency" not in used:
        rest &= Q(looked_urgency__lte=asked.urgency)
    for name in ("state", "language", "type"):
        if (value := getattr(asked, name)) and name not in used:
            rest &= Q(**{f"looked_{name}": value})
    if not asked.state and not asked.alarms:
        rest &= ~Q(looked_state=Dispatch.State.DROPPED)
    if asked.unread:
        rest &= Q(read_at__isnull=True)
    if asked.alarms and "alarms" not in used:
        rest &= ALARMS
    return rest


def _looking(rows: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Columns dressed so that no index serves them: the one that leads is to be walked."""
    return rows.alias(
        looked_provider=Coalesce(F("provider_id"), Value(0)),
        looked_taken_by=Coalesce(F("taken_by_id"), Value(0)),
        looked_urgency=Coalesce(F("urgency"), Value(_UNKNOWN)),
        looked_state=Coalesce(F("state"), Value("")),
        looked_language=Coalesce(F("language"), Value("")),
        looked_type=Coalesce(F("type"), Value("")),
    )


def by_identifier(text: str) -> Dispatch | None:
    """The dispatch with that identifier of an agency, however old it is."""
    providers = list(Provider.objects.values_list("pk", flat=True))
    return Dispatch.objects.filter(provider__in=providers, guid=text).first()
