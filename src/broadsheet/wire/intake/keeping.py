"""Keep one version of an item, and say which version of it rules now."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from broadsheet.formats.item import Item
from broadsheet.wire.intake.adding import add
from broadsheet.wire.intake.arrival import Arrival, Received
from broadsheet.wire.intake.corrections import is_correction
from broadsheet.wire.intake.order import arrival_of, conflict, newest_first, order_of, ruling
from broadsheet.wire.intake.rereading import Rereading, digest_of
from broadsheet.wire.intake.summary import body_text, opening, summary, title_of
from broadsheet.wire.likeness import cluster
from broadsheet.wire.models import (
    GUID_LENGTH,
    VERSION_LENGTH,
    Delivery,
    Dispatch,
    Provider,
    WireItem,
)
from broadsheet.wire.pictures.addresses import picture_addresses
from broadsheet.wire.pictures.noting import note

# Most have no version yet: the model's own question would cost more than all that follows.
_ANY_VERSION = "SELECT 1 FROM wire_wireitem WHERE provider_id = %s AND guid = %s LIMIT 1"
# Without the item itself.
_VERSIONS = """
    SELECT id, provider_id, delivery_id, guid, version, version_time, sha256, pubstatus,
        is_correction, received_at
    FROM wire_wireitem WHERE provider_id = %s AND guid = %s
"""


@transaction.atomic(savepoint=False)
def keep(delivery: Delivery, item: Item, rereading: Rereading | None = None) -> Received:
    """Keep one version of an item; a repeated one changes nothing, in whatever envelope it comes.

    Whatever order the versions of an item come in and however often, its dispatch ends the same.
    With a `rereading`, a version that only its reader understands otherwise now takes the place of
    its earlier reading.
    """
    content = item.as_json()
    digest = digest_of(content)
    provider = delivery.provider
    if connection.features.has_select_for_update:
        # Two deliveries of one provider at the same time: the second waits for the first.
        Provider.objects.select_for_update().values_list("pk").get(pk=provider.pk)
    guid, version = _key(item.guid, GUID_LENGTH), _key(item.version, VERSION_LENGTH)
    rows = _versions(provider, guid)
    dispatch = Dispatch.objects.filter(provider=provider, guid=guid).first() if rows else None
    same_version = [one for one in rows if one.version == version]
    row = _same(same_version, digest)
    if row is not None and dispatch is not None:
        return Received(item, row, dispatch, Arrival.REPEATED)
    repeated = row is not None
    by = order_of(provider, item)
    said: dict[str, Any] = {
        "version_time": item.updated,
        "item": content,
        "sha256": digest,
        "pubstatus": item.pubstatus,
        "is_correction": is_correction(item),
        "embargo": item.embargo,
    }
    if row is None and dispatch is not None and rereading is not None and same_version:
        earlier = rereading.replaced(item, digest, same_version, by)
        row = next((one for one in rows if one.pk == earlier), None)
        if row is not None:
            return _reread(dispatch, row, item, said, rows, by)
    if row is None:
        row = WireItem(provider=provider, delivery=delivery, guid=guid, version=version, **said)
        add(row)
        rows.append(row)
    newest = newest_first(rows, by)
    arrival = Arrival.REPEATED if repeated else arrival_of(row, newest, by)
    return Received(item, row, _dispatched(dispatch, row, item, newest, by), arrival)


def _reread(
    dispatch: Dispatch,
    row: WireItem,
    item: Item,
    said: dict[str, Any],
    rows: Sequence[WireItem],
    by: str,
) -> Received:
    """`row` as it is understood now; nobody at the desk has to read it anew for that."""
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))
    newest = newest_first(rows, by)
    dispatch = _dispatched(dispatch, row, item, newest, by, reread=True)
    return Received(item, row, dispatch, Arrival.REREAD)


def _same(rows: Sequence[WireItem], digest: str) -> WireItem | None:
    """The one of `rows` that says what bears this digest; also one whose own digest was made
    otherwise, by an earlier release or in another envelope."""
    for row in rows:
        if row.sha256 == digest:
            return row
    if not rows:
        return None
    by_key = {row.pk: row for row in rows}
    kept = WireItem.objects.filter(pk__in=by_key).order_by("-pk").values_list("pk", "item")
    return next((by_key[pk] for pk, item in kept.iterator() if digest_of(item) == digest), None)


def _versions(provider: Provider, guid: str) -> list[WireItem]:
    with connection.cursor() as cursor:
        cursor.execute(_ANY_VERSION, [provider.pk, guid])
        if not cursor.fetchall():
            return []
    return list(WireItem.objects.raw(_VERSIONS, [provider.pk, guid]))


def _dispatched(
    dispatch: Dispatch | None,
    row: WireItem,
    item: Item,
    newest: Sequence[WireItem],
    by: str,
    *,
    reread: bool = False,
) -> Dispatch:
    """The dispatch of these versions, brought to what they say together; `row` is the last come."""
    head = ruling(newest)
    changes: dict[str, Any] = {"versions": len(newest)}
    alarm = _alarm(head, newest, by)
    if dispatch is None or alarm != dispatch.alarm or (_calls(row) and not reread):
        changes |= {"alarm": alarm, "nodded_by": None, "nodded_at": None}
    text = ""
    other_head = dispatch is None or dispatch.head_id != head.pk
    says_new = other_head or (reread and head.pk == row.pk)
    said = item if head.pk == row.pk or not says_new else head.read()
    if other_head:
        # A new text wants to be read anew.
        changes |= {"head": head, "arrived_at": head.received_at, "read_at": None}
    if says_new:
        text = body_text(said)
        changes |= summary(said, text)
    changes["headline"] = changes.get("headline") or _headline(head, newest)
    if not changes["headline"]:
        if not says_new:
            del changes["headline"]
        elif not changes["slugline"]:
            changes["headline"] = opening(said, text)
    if dispatch is None:
        first = min(one.received_at for one in newest)
        dispatch = Dispatch(provider_id=row.provider_id, guid=row.guid, first_at=first, **changes)
        add(dispatch)
    else:
        for name, value in changes.items():
            setattr(dispatch, name, value)
        dispatch.save(update_fields=list(changes))
    if says_new:
        cluster(dispatch, said, text)
        note(dispatch, picture_addresses(said) if said.pubstatus != "canceled" else [])
    return dispatch


def _headline(head: WireItem, newest: Sequence[WireItem]) -> str:
    """What the item is called: by its ruling version, or by the last one before it that says."""
    known = newest[newest.index(head) :]
    return next((title for title in map(title_of, known) if title), "")


def _calls(row: WireItem) -> bool:
    """Whether this version alone is a reason to be alarmed."""
    return row.pubstatus != "usable" or row.is_correction


def _alarm(head: WireItem, newest: Sequence[WireItem], by: str) -> str:
    if head.pubstatus == "canceled":
        return Dispatch.Alarm.KILL
    if conflict(newest, by):
        return Dispatch.Alarm.CONFLICT
    if head.pubstatus == "withheld":
        return Dispatch.Alarm.HELD
    if any(row.is_correction for row in newest):
        return Dispatch.Alarm.CORRECTION
    return ""


def _key(text: str, length: int) -> str:
    """`text` as it is, or shortened to `length` so that no two long ones become the same."""
    if len(text) <= length:
        return text
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"{text[: length - len(digest) - 1]}~{digest}"
