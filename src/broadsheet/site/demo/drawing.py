"""The demo newspaper's pictures, drawn by processes that know nothing of Django."""

from __future__ import annotations

import io
import os
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType

from broadsheet.site.demo.newspaper import Newspaper


class Drawings:
    """What `newspaper` shows, drawn on all processors from now on, while others work.

    Leaving the block ends the drawing, whether or not all are there.
    """

    def __init__(self, newspaper: Newspaper) -> None:
        self.newspaper = newspaper
        self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
        self._drawn: dict[str, Future[bytes]] = {}
        for key in sorted(newspaper.pictures()):
            one = newspaper.registers.pictures[key]
            self._drawn[key] = self._pool.submit(draw_as_jpeg, one.scene, one.seed)

    def __enter__(self) -> Drawings:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def files(self) -> dict[str, bytes]:
        """The JPEG files by their keys, once all are drawn. Raises what went wrong with any."""
        return {key: one.result() for key, one in self._drawn.items()}


def draw_as_jpeg(scene: str, seed: int) -> bytes:
    """The scene as a JPEG file's bytes."""
    from broadsheet.site.demo.pictures import draw

    stream = io.BytesIO()
    draw(scene, seed).save(stream, "JPEG", quality=90, subsampling=0)
    return stream.getvalue()
