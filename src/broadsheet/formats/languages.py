"""Language tags (BCP 47, RFC 5646)."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3})"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*"
    r"(?:-x(?:-[a-z\d]{1,8})+)?)",
    re.ASCII,
)


def language_tag(value: str) -> str | None:
    """``value`` as a well-formed tag in the usual case (``zh-Hant-TW``; RFC 5646 section 2.1.1),
    or None. Underscores are read as hyphens. Longer primary subtags are well-formed, but none has
    ever been registered: they are names of languages, not tags."""
    match = _TAG.fullmatch(value.strip().replace("_", "-").lower())
    if match is None:
        return None
    script, region = match["script"], match["region"]
    parts = [match["language"], script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + match["rest"]
