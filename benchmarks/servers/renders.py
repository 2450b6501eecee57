"""What Django is asked for, a line in a file for each request, whoever makes it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

LOG = "BENCHMARK_RENDERS"
# The embedded settings with the middleware below. Not to be imported here: they read the paper's.
SETTINGS = {"DJANGO_SETTINGS_MODULE": "benchmarks.servers.counted"}


def counting(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware that notes the address before it is answered."""

    def noted(request: HttpRequest) -> HttpResponseBase:
        # One write to a file that is appended to: lines of several processes don't mix.
        with Path(os.environ[LOG]).open("a") as log:
            log.write(f"{request.path}\n")
        return respond(request)

    return noted
