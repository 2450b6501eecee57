"""Let a process that lives long forget to look after what it will never throw away."""

from __future__ import annotations

import gc


def settle() -> None:
    """Take all that is loaded so far out of the garbage collector's sight.

    Django, Wagtail and their addresses are half a million objects, and each full collection walks
    them all: 0.2 s in which a worker answers nobody and the press stands still.
    """
    from django.urls import get_resolver

    # Loads every view; else the first request would, and leave all that to be walked.
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
