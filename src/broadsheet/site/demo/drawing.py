"""Draw a picture into bytes, in a process that knows nothing of Django."""

from __future__ import annotations

import io


def draw_as_jpeg(scene: str, seed: int) -> bytes:
    """The scene as a JPEG file's bytes."""
    from broadsheet.site.demo.pictures import draw

    stream = io.BytesIO()
    draw(scene, seed).save(stream, "JPEG", quality=90, subsampling=0)
    return stream.getvalue()
