"""What the wire tells those above it."""

from __future__ import annotations

from django.dispatch import Signal

arrived = Signal()
"""One item of a channel's delivery (or of one that is replayed) has been kept.

Sent with `received`, a `wire.intake.Received`, in the transaction that keeps the item: a receiver
that raises undoes both, and the delivery says why. Sent for repetitions and late versions as well.
"""

picture_fetched = Signal()
"""A picture of a dispatch has come.

Sent with `picture`, a `wire.models.WirePicture` with its file, in the transaction that keeps it. A
receiver that raises is written to the log; the picture stays.
"""
