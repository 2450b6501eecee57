"""Information pages: About us, Contact us, Jobs, Privacy policy, Links."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from broadsheet.stories.models import InformationPage
from broadsheet.stories.views.canonical import absolute


def information(request: HttpRequest, place: InformationPage) -> HttpResponse:
    """One information page."""
    parts = place.get_url_parts()
    context = {"place": place, "page": place, "canonical": absolute(parts[2] if parts else "/")}
    return render(request, "theme/information.html", context)
