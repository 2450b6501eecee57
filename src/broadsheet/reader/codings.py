"""Which content codings a client takes (RFC 9110 sections 8.4.1 and 12.5.3)."""

from __future__ import annotations

import re

# Coding -> ending of the file that holds it, smallest first; at equal weight this order decides.
ENDINGS = {"br": ".br", "zstd": ".zst", "gzip": ".gz"}
LONGEST_HEADER = 1024

Preference = tuple[str, ...]

_QVALUE = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


def preference(header: str) -> Preference:
    """The codings to look for, best first; () means the body as it is.

    Only what the client weighs at least as much as `identity` counts. Of Brotli and Zstandard the
    better liked stands alone: where one exists the other does, and `gzip` stands behind for files
    that have neither. So there are eight answers, however many headers. A header that is too long
    or makes no sense counts as none.
    """
    if len(header) > LONGEST_HEADER:
        return ()
    weights = _weights(header.lower())
    anything = weights.get("*", 0.0)
    # Unless it is refused, `identity` is acceptable without being wished for.
    plain = weights.get("identity", 0.0)
    liked = []
    for coding in ENDINGS:
        weight = weights.get(coding, anything)
        if coding == "gzip":
            weight = max(weight, weights.get("x-gzip", 0.0))
        if weight > 0 and weight >= plain:
            liked.append((weight, coding))
    liked.sort(key=lambda pair: -pair[0])
    found: list[str] = []
    for _weight, coding in liked:
        if coding == "gzip" or not ({"br", "zstd"} & set(found)):
            found.append(coding)
    return tuple(found)


def _weights(header: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if not name:
            continue
        weight: float | None = 1.0
        for parameter in parameters:
            key, _equals, value = parameter.partition("=")
            if key.strip() == "q":
                weight = _weight(value.strip())
        if weight is not None:
            weights[name] = weight
    return weights


def _weight(text: str) -> float | None:
    """A qvalue, 0 to 1 with at most three digits after the point (section 12.4.2), or `None`."""
    if not _QVALUE.fullmatch(text):
        return None
    return float(text)
