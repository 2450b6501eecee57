"""Signatures and their bands in the database, in SQL that both databases run.

By Django's models a row costs more than all that is computed for it, and a text has forty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from broadsheet.wire.likeness.minhash import BANDS

MOST_CANDIDATES = 20
_FIND = f"""
    SELECT likeness.dispatch_id, likeness.signature
    FROM (
        SELECT band.dispatch_id AS dispatch_id
        FROM wire_likenessband band
        JOIN wire_dispatch dispatch ON dispatch.id = band.dispatch_id
        WHERE band.band_hash IN ({", ".join(["%s"] * BANDS)})
            AND band.arrived_at >= %s
            AND dispatch.provider_id <> %s
        GROUP BY band.dispatch_id
        ORDER BY COUNT(*) DESC, band.dispatch_id DESC
        LIMIT {MOST_CANDIDATES}
    ) candidate
    JOIN wire_likeness likeness ON likeness.dispatch_id = candidate.dispatch_id
"""  # noqa: S608 - constants alone
_PUT = "INSERT INTO wire_likeness (dispatch_id, signature, arrived_at) VALUES (%s, %s, %s)"
_PUT_BANDS = "INSERT INTO wire_likenessband (dispatch_id, band_hash, arrived_at) VALUES "


def candidates(keys: list[int], since: datetime, provider: int) -> dict[int, bytes]:
    """The dispatches of other providers that share most bands, with their signatures."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [*keys, _time(since), provider])
        return {key: bytes(signature) for key, signature in cursor.fetchall()}


def put(dispatch: int, signature: bytes, keys: list[int], when: datetime) -> None:
    """Keep a signature and its bands."""
    arrived_at = _time(when)
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [dispatch, signature, arrived_at])
        rows = ", ".join(["(%s, %s, %s)"] * len(keys))
        cursor.execute(
            _PUT_BANDS + rows, [value for key in keys for value in (dispatch, key, arrived_at)]
        )


def _time(when: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(when)
