"""What a process that lives long does for its memory."""

from __future__ import annotations

import ctypes
import gc
import sys

# Objects made before the young ones are looked through, and how many such looks before the older
# ones are. A page makes some ten thousand and drops nearly all of them: by Python's own figures
# every tenth part of rendering it went into looking.
_LOOKS = (20_000, 20, 100)
# mallopt(3): the number of arenas that malloc may make.
_M_ARENA_MAX = -8
_ARENAS = 2


def settle() -> None:
    """Take all that is loaded so far out of the garbage collector's sight.

    Django, Wagtail and their addresses are half a million objects, and each full collection walks
    them all: 0.2 s in which a worker answers nobody and the press stands still.
    """
    from django.template import engines
    from django.urls import get_resolver

    # Loads every view and what templates are written with; else the first request would, and leave
    # all that to be walked.
    get_resolver().url_patterns  # noqa: B018
    engines.all()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_LOOKS)


def share_arenas() -> None:
    """Let the threads to come share two of malloc's arenas.

    By default each thread fills one of its own, which is never given back: a worker that renders
    pages in eight threads would hold twice the memory. To be called before the threads are made;
    where the C library is another than glibc, nothing is done.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, _ARENAS)
