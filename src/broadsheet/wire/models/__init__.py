"""What agencies delivered, kept as it came, and how each of their items stands."""

from __future__ import annotations

from broadsheet.wire.models.channel import Channel
from broadsheet.wire.models.delivery import CHARSET_LENGTH, Delivery
from broadsheet.wire.models.dispatch import Dispatch
from broadsheet.wire.models.likeness import Likeness
from broadsheet.wire.models.picture import WirePicture
from broadsheet.wire.models.provider import NAME_LENGTH, Provider
from broadsheet.wire.models.wire_item import GUID_LENGTH, VERSION_LENGTH, WireItem

__all__ = [
    "CHARSET_LENGTH",
    "GUID_LENGTH",
    "NAME_LENGTH",
    "VERSION_LENGTH",
    "Channel",
    "Delivery",
    "Dispatch",
    "Likeness",
    "Provider",
    "WireItem",
    "WirePicture",
]
