"""Requests of the public site."""

from __future__ import annotations

from django.http import HttpRequest

from broadsheet.stories.models import Edition


class PaperRequest(HttpRequest):
    """A request whose edition the middleware has found."""

    edition: Edition
