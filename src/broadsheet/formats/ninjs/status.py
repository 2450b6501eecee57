"""Whether an item may be used, and from when."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from broadsheet.formats.errors import FormatError
from broadsheet.formats.fields import Fields
from broadsheet.formats.item import PubStatus
from broadsheet.formats.times import parse_embargo, parse_time

#: http://cv.iptc.org/newscodes/pubstatusg2/, and what agencies and their systems write instead
#: (Superdesk has states): to refuse a kill that is misspelt would leave the story standing.
_STATUSES: dict[str, PubStatus] = {
    **dict.fromkeys(("usable", "published", "corrected"), "usable"),
    **dict.fromkeys(("withheld", "held", "hold", "draft", "unpublished"), "withheld"),
    **dict.fromkeys(("canceled", "cancelled", "cancel", "killed", "kill", "spiked"), "canceled"),
    **dict.fromkeys(("deleted", "removed", "withdrawn", "withdraw", "retracted"), "canceled"),
    **dict.fromkeys(("retract", "recalled", "revoked", "rescinded"), "canceled"),
}
_EMBARGOES = ("embargoed", "embargoeduntil", "embargo")


def take_status(
    fields: Fields, zone: tzinfo, *, is_news: bool = True
) -> tuple[PubStatus, datetime | None]:
    """The publishing status and the embargo (aware, in UTC).

    Without a status an item is usable. An embargo that names no instant, as an empty text does,
    withholds the item and is told among the left-over fields as ``embargo_unparsed`` (ninjs 1.6,
    embargoed: a date and time). An unknown status is refused, as the
    specification's own tests ask (ninjs 1.0, “commissioned”; 1.2, “replaced”), but for what is no
    news: how far a planned coverage or an event has come is no matter of publishing.
    """
    status = _take_pubstatus(fields, is_news=is_news)
    instants: list[datetime] = []
    unparsed: list[str] = []
    # Others are named alike (``embargo_date``): better held than out too early.
    others = [
        name
        for name in fields.names()
        if name.lower().startswith("embargo") and isinstance(fields.look(name), str)
    ]
    for name in dict.fromkeys((*_EMBARGOES, *others)):
        if fields.look(name) not in (None, False):
            written = fields.text(name) or ""
            instant = parse_embargo(written, zone)
            if instant is None:
                unparsed.append(written)
            else:
                instants.append(instant)
    if unparsed:
        fields.note("embargo_unparsed", unparsed[0] if len(unparsed) == 1 else unparsed)
        status = "withheld" if status == "usable" else status
    return status, max(instants, default=None)


def take_time(fields: Fields, name: str, zone: tzinfo) -> datetime | None:
    """The time called ``name`` (aware, in UTC); one that names no instant is left over."""
    written = fields.text(name)
    if written is None:
        return None
    instant = parse_time(written, zone)
    if instant is None:
        fields.keep(name, written)
    return instant


def _take_pubstatus(fields: Fields, *, is_news: bool) -> PubStatus:
    written = fields.line("pubstatus")
    if written is None:
        return "usable"
    word = re.split("[:/]", written.lower())[-1]
    status = _STATUSES.get(word)
    if status is None and is_news:
        raise FormatError(
            f"“{written[:40]}” is no publishing status; known are usable, withheld and canceled",
            where=fields.where("pubstatus"),
            remedy="Ask the provider what it means; until then the item is not used.",
        )
    if word != status:
        fields.keep("pubstatus", written)
    if not is_news and status != "canceled":
        return "usable"
    return status or "usable"
