"""QR codes as inline SVG (ISO/IEC 18004), for telephones to scan."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import segno


@lru_cache(maxsize=256)
def qr_svg(text: str) -> str:
    """An `<svg>` element with the code of `text`: black on nothing, four modules of quiet zone."""
    buffer = BytesIO()
    segno.make(text, error="m", micro=False).save(
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
