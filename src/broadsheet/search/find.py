"""Find stories by their words."""

from __future__ import annotations

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from broadsheet.search.matching import matching_entries
from broadsheet.search.terms import Term
from broadsheet.stories.models import Story
from broadsheet.stories.models.querysets import StoryQuerySet

COUNTED = 1000


def narrow(stories: StoryQuerySet, terms: list[Term]) -> StoryQuerySet:
    """Those of `stories` that have all of `terms`; none where there are no terms."""
    if not terms:
        return stories.none()
    return stories.filter(pk__in=matching_entries(terms).values("story_id"))


def best(stories: StoryQuerySet, terms: list[Term], start: int, stop: int) -> list[Story]:
    """From `start` to `stop` of the stories with all of `terms`, those that fit best first.

    A story with every term in its headline goes before all others.
    """
    if not terms:
        return []
    public = stories.order_by().filter(pk=OuterRef("story_id"))
    headline = Q()
    for run in (run for term in terms for run in term.runs):
        headline &= Q(headline__icontains=run)
    titled = Story.objects.filter(headline, pk=OuterRef("story_id"))
    entries = (
        matching_entries(terms)
        .filter(Exists(public))
        .annotate(
            in_headline=Case(
                When(Exists(titled), Value(1)), default=Value(0), output_field=IntegerField()
            )
        )
        .order_by("-in_headline", "rank", "-story_id")
    )
    wanted = list(entries.values_list("story_id", flat=True)[start:stop])
    found = stories.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


def count(stories: StoryQuerySet, terms: list[Term]) -> int:
    """How many of `stories` have all of `terms`, counting no further than 1,001."""
    return narrow(stories, terms).order_by()[: COUNTED + 1].count()
