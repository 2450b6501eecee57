"""Find the edition of a request, and speak its language in its time zone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from broadsheet.plates import tags
from broadsheet.plates.rounds import at_least_one_round, once
from broadsheet.stories.dependencies import thing
from broadsheet.stories.models import Edition


class EditionMiddleware:
    """Set `request.edition` from the first part of the path; `/` belongs to the default edition."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request in its edition's language and zone."""
        with at_least_one_round():
            return self._serve(request)

    def _serve(self, request: HttpRequest) -> HttpResponse:
        edition = edition_for_path(request.path_info)
        request.edition = edition  # type: ignore[attr-defined]
        if edition is None:
            return self.get_response(request)
        with translation.override(edition.django_language), timezone.override(edition.timezone):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Take the edition's prefix out of what views see: they ask `request.edition`."""
        kwargs.pop("prefix", None)


def edition_for_path(path: str) -> Edition | None:
    """The edition that `path` belongs to; `None` while there is no edition at all."""
    first = path.lstrip("/").partition("/")[0]
    editions = once("editions", _editions)
    found = editions.get(first)
    if found is None or found.is_default:
        found = next((one for one in editions.values() if one.is_default), None)
    if found is not None:
        tags.bear(thing(found))
    return found


def _editions() -> dict[str, Edition]:
    with tags.ignored():
        return {edition.code: edition for edition in Edition.objects.all()}
