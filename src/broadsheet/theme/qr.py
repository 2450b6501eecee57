"""QR codes as inline SVG (ISO/IEC 18004), for telephones to scan."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import segno

# Of the eight masks the standard (section 7.8) tries all and takes the one of least penalty, which
# is four fifths of the work. Every reader undoes any of them, and one of them for all has been read
# from blurred pictures as often as the best.
MASK = 3


@lru_cache(maxsize=256)
def qr_svg(text: str) -> str:
    """An `<svg>` element with the code of `text`: black on nothing, four modules of quiet zone."""
    buffer = BytesIO()
    segno.make(text, error="m", micro=False, mask=MASK).save(
        buffer,
        kind="svg",
        xmldecl=False,
        svgns=False,
        border=4,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return buffer.getvalue().decode("utf-8").strip()
