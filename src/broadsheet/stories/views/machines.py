"""Small answers for the reader's device."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.stories.dependencies import KILLED, noun_of
from broadsheet.stories.models import Story, StoryAddress

REMEMBERED_FOR = timedelta(days=30)
# Of what left without a kill: what devices are told of must stay small.
MOST = 1000


def killed(request: HttpRequest) -> JsonResponse:
    """Paths at which readers found a story that was taken from them in the last 30 days (killed,
    deleted, unpublished, expired, embargoed anew): caches on devices drop them.
    """
    tags.bear(KILLED)
    # Before fronts and feeds: what readers keep offline must go at once.
    tags.set_rank(Rank.HOME)
    tags.true_for(60 * 60)
    gone = _withdrawn(timezone.now())
    tags.bear(*(f"{noun_of(Story)}:{address.story_id}" for address in gone if address.story_id))
    response = JsonResponse({"gone": sorted({address.path for address in gone})})
    response["Cache-Control"] = "public, max-age=60"
    return response


def _withdrawn(now: datetime) -> list[StoryAddress]:
    since = now - REMEMBERED_FOR
    recent = StoryAddress.objects.filter(withdrawn_at__gte=since).order_by("-withdrawn_at")
    # It came back by itself where an embargo has ended. Asked of each: all that is public is much.
    gone = recent.exclude(Exists(Story.objects.public(now).filter(pk=OuterRef("story_id"))))
    for_good = Q(story__isnull=True) | Q(story__killed_at__isnull=False)
    # Nobody takes away what may no longer be shown: its time passes.
    lapsed = StoryAddress.objects.filter(
        story__rights_expire_at__range=(since, now), public_from__isnull=False
    )
    return [*gone.filter(for_good), *gone.exclude(for_good)[:MOST], *lapsed[:MOST]]
