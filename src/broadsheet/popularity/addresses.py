"""The addresses of what is read most, for a cold tree."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.popularity.rail import popular_path
from broadsheet.popularity.views import choices_of
from broadsheet.stories.models import Edition


def paths() -> Iterator[str]:
    """Each edition's list, and those of its sections, running specials and kinds."""
    for edition in Edition.objects.filter(home__live=True):
        yield from (choice.url for choice in choices_of(edition, popular_path(edition)))
