"""What a message orders the desk to do, in the words that agencies use for it above the text.

Neither specification has a field for a kill or an embargo: agencies write the order where the
version stands (ANPA 1312), or on lines above the headline (IPTC 7901).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from broadsheet.formats.iptc7901.order_lines import order_of

_KILL = re.compile(
    r"\b(?:kill|withdrawn|elimination|zurückgezogen|zur(?:ü|ue)ckziehung|annulation|annulée?"
    r"|anulad[ao]|annullat[ao]|ingetrokken|makuler(?:as?|ad)|annulleret|mitätöi(?:dään|ty)"
    r"|аннулирован[аоы]?)\b"
    # Sales and votes are annulled, too: only what stands in brackets by itself is an order.
    r"|\((?:anulaci[oó]n|anula[cç][aã]o|annullamento|annullering)\)",
    re.IGNORECASE,
)
_KILLING_NOTE = re.compile(
    r"\W*(?:(?:eds|editors|note to editors|attention editors)\W+)?"
    r"(?:(?:bulletin|mandatory|urgent|story)\W+)*(?:kill|withdrawn|elimination)\b",
    re.IGNORECASE,
)
_HOLD = re.compile(
    r"\b(?:hold for release|withhold|do not publish|nicht ver(?:ö|oe)ffentlichen)\b", re.IGNORECASE
)
_EMBARGO = re.compile(
    r"\b(?:embargo(?:ed)?|sperre?frist|klausul(?:eret|ert|erad)|spärrtid|frei ab|hold for release"
    r"|for release|advance for|adv ?\d{1,2})\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"\b(?:correct(?:ion|ive|ed|s)?|berichtig(?:ung|t)|korrektur|korrigiert(?:e neufassung)?"
    r"|rectificati(?:on|f)|rectificación|corrección|corrige|correção|correzione|rettifica|rectificatie"
    r"|rättelse|rettelse|korreksjon|oikaisu|sprostowanie|исправление)\b",
    re.IGNORECASE,
)
_ADVISORY = re.compile(r"\b(?:advisory|advisories|hinweis an die redaktionen)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Orders:
    """Whether a message kills, holds back, corrects or advises; ``embargo`` is the line that
    speaks of one: as prose, so that no instant can be told from it for certain."""

    kill: bool = False
    hold: bool = False
    embargo: str = ""
    correction: bool = False
    advisory: bool = False


def orders_in(lines: Iterable[str], notes: Iterable[str] = ()) -> Orders:
    """What ``lines`` order: give the version and the lines above the headline, never the headline
    or the text, where people are killed and embargoes are lifted, but for lines that are orders by
    their own words. ``notes`` to editors are prose too: one kills only if it begins so."""
    told = [line for line in lines if line.strip()]
    prose = [line for line in notes if line.strip()]
    every = [*told, *prose]
    own = {line: order_of(line) for line in every}
    left = [line for line in told if not own[line]], [line for line in prose if not own[line]]
    return Orders(
        kill="kill" in own.values()
        or any(map(_KILL.search, left[0]))
        or any(map(_KILLING_NOTE.match, left[1])),
        hold=any(map(_HOLD.search, every)),
        embargo=next(
            (line.strip() for line in every if own[line] == "hold" or _EMBARGO.search(line)), ""
        ),
        correction=any(map(_CORRECTION.search, every)),
        advisory=any(map(_ADVISORY.search, told)),
    )
