"""Information pages: About us, Contact us, Jobs, Privacy policy, Links."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from broadsheet.plates import tags
from broadsheet.stories.dependencies import front_of
from broadsheet.stories.models import InformationPage
from broadsheet.stories.views.canonical import absolute


def information(request: HttpRequest, place: InformationPage) -> HttpResponse:
    """One information page."""
    tags.bear(front_of(place))
    context = {"place": place, "page": place, "canonical": absolute(place.path_in_site)}
    return render(request, "theme/information.html", context)
