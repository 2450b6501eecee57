"""What a sender tells the receiver to do, in IPTC's words, whatever the format."""

from __future__ import annotations

_SCHEME = "http://cv.iptc.org/newscodes/signal/"

#: As they stand in ``Item.extra["signals"]`` (NewsML-G2 2.35, ``signal``).
CORRECTION = {"qcode": "sig:correction", "uri": f"{_SCHEME}correction"}
UPDATE = {"qcode": "sig:update", "uri": f"{_SCHEME}update"}
