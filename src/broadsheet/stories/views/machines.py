"""Small answers for the reader's device."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.stories.dependencies import KILLED
from broadsheet.stories.models import StoryAddress

REMEMBERED_FOR = timedelta(days=30)


def killed(request: HttpRequest) -> JsonResponse:
    """Paths of stories killed in the last 30 days or deleted: caches on devices drop them."""
    tags.bear(KILLED)
    # Before fronts and feeds: what readers keep offline must go at once.
    tags.set_rank(Rank.HOME)
    tags.true_for(60 * 60)
    recent = StoryAddress.objects.filter(story__killed_at__gte=timezone.now() - REMEMBERED_FOR)
    deleted = StoryAddress.objects.filter(story__isnull=True).order_by("-pk")
    paths = [*recent.values_list("path", flat=True), *deleted.values_list("path", flat=True)[:500]]
    response = JsonResponse({"gone": sorted(set(paths))})
    response["Cache-Control"] = "public, max-age=60"
    return response
