"""Files to take away: the list of the most read stories, and one story's curve."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from broadsheet.desk.readership.access import ForTheDesk
from broadsheet.desk.readership.asked import asked_from
from broadsheet.desk.readership.export import FORMS, curve_rows, file_of, top_rows
from broadsheet.desk.readership.story_figures import StoryFigures
from broadsheet.desk.readership.top import top_stories
from broadsheet.popularity.ranking import counted_until
from broadsheet.stories.models import Story

# As far down as ranks are told.
LONGEST = 200
TOP_COLUMNS = [
    *("rank", "rank_an_hour_ago", "reads", "story", "headline"),
    *("section", "kind", "published_at", "address"),
]
CURVE_COLUMNS = ["since", "until", "reads"]


class TopFile(ForTheDesk):
    """The list as it is filtered on the page, further down than there."""

    def get(self, request: HttpRequest, form: str) -> HttpResponse:
        """The file; 404 for other forms, and before there is an edition."""
        asked = asked_from(request.GET)
        if form not in FORMS or asked.edition is None:
            raise Http404
        rows = top_rows(top_stories(asked, asked.edition, LONGEST))
        section = f"-{asked.section.slug}" if asked.section and asked.section.slug.isascii() else ""
        return file_of(
            form,
            f"readers-{asked.edition.code}{section}-{asked.span.key}",
            rows,
            TOP_COLUMNS,
            edition=asked.edition.code,
            section=asked.section.title if asked.section else None,
            window_minutes=asked.span.window.minutes,
            counted_until=counted_until(),
        )


class CurveFile(ForTheDesk):
    """The curve of one story as it is drawn on its page."""

    def get(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """The file; 404 for other forms."""
        if form not in FORMS:
            raise Http404
        story = get_object_or_404(Story, pk=pk)
        figures = StoryFigures(story, request.GET.get("stretch", ""))
        return file_of(
            form,
            f"readers-story-{story.pk}",
            curve_rows(figures),
            CURVE_COLUMNS,
            story=story.pk,
            headline=story.headline,
            address=story.full_url,
            counted_until=figures.until,
            events=[{"at": one.moment, "event": str(one.said)} for one in figures.events],
            fronts=[
                {"front": one.place, "slot": one.slot, "pinned": one.pinned}
                | {"since": one.since, "until": one.until}
                for one in figures.stays
            ],
        )
