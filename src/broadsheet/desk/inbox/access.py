"""Who sees the wire, and where somebody may put what they take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from broadsheet.desk.permissions import section_ids, story_policy
from broadsheet.desk.placement import Placement
from broadsheet.desk.routing.router import suggest
from broadsheet.desk.wire_permissions import may_bring_in_agencies, may_work_at_the_wire
from broadsheet.stories.models import Section
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

P = ParamSpec("P")
Answering = Callable[Concatenate[HttpRequest, P], HttpResponse]


def person(request: HttpRequest) -> User:
    """Who is at the desk: Wagtail lets nobody in who is not signed in."""
    return cast("User", request.user)


def may_see_the_wire(user: User | AnonymousUser) -> bool:
    """Whether `user` sees what agencies sent: whoever sees stories that are not public yet."""
    return story_policy.user_has_permission(user, "view")


def for_the_desk(view: Answering[P]) -> Answering[P]:
    """A view that refuses whoever may not see the wire."""

    @wraps(view)
    def checked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not may_see_the_wire(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def sections_for(user: User) -> list[Section]:
    """The sections that are offered to `user`: one's own, or all to whoever works everywhere."""
    sections = Section.objects.select_related("edition").order_by("edition__code", "path")
    if story_policy.works_everywhere(user) or not section_ids(user):
        return list(sections)
    return list(sections.filter(pk__in=section_ids(user)))


def chosen_place(dispatch: Dispatch, section: Section) -> Placement:
    """`section`, with special, topics and editor by rule where the rule means the same edition."""
    found = suggest(dispatch.provider, dispatch.head.read())
    if found is None or found.section.edition_id != section.edition_id:
        return Placement(section=section)
    return replace(found, section=section)


def may(user: Any) -> dict[str, bool]:
    """What the inbox offers `user`."""
    works = may_work_at_the_wire(user)
    publishes = works and story_policy.user_has_permission(user, "publish")
    return {
        "works": works,
        "publishes": publishes,
        "brings_in": may_bring_in_agencies(user),
    }
