"""Pages of a long list of stories, without counting it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.http import Http404

from broadsheet.plates import tags
from broadsheet.stories.models import Story

PAGE_LENGTH = 30
# Each new story shifts every older page of a list; none of them is worth pressing for that.
OLDER_TRUE_FOR = 15 * 60


class Listed(Protocol):
    """Stories in the order of a list: a query set, or an edition's newest."""

    def newest_keys(self, stop: int, start: int = 0) -> list[int]:
        """Primary keys of the stories from `start` to before `stop`."""


@dataclass(frozen=True)
class Listing:
    """One page of a list: its stories, its number, and the addresses of its neighbours."""

    stories: list[Story]
    page: int
    previous_url: str = ""
    next_url: str = ""


def list_stories(
    stories: Listed, page: int, base_url: str, *, length: int = PAGE_LENGTH
) -> Listing:
    """Page `page` (from 1) of `stories`, newest first, at `<base_url>` or `<base_url>page/<n>/`.

    One row more than a page is read to know whether another follows, so nothing is counted.
    Raises `Http404` for a page past the end.
    """
    start = (page - 1) * length
    keys = stories.newest_keys(start + length + 1, start)
    cards = Story.objects.with_card()
    if page == 1:
        rows = cards.in_order(keys)
    else:
        tags.true_for(OLDER_TRUE_FOR)
        with tags.apart():
            rows = cards.in_order(keys)
    if page > 1 and not rows:
        raise Http404
    previous = "" if page == 1 else base_url if page == 2 else f"{base_url}page/{page - 1}/"
    following = f"{base_url}page/{page + 1}/" if len(keys) > length else ""
    return Listing(rows[:length], page, previous, following)
