"""What is done with a dispatch from the inbox: each verb is one of the desk's actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from broadsheet.desk.actions.drop import drop, pick_up
from broadsheet.desk.actions.mark_read import mark_read
from broadsheet.desk.actions.nod import nod
from broadsheet.desk.actions.publish_as_is import publish_as_is
from broadsheet.desk.actions.take import take
from broadsheet.desk.inbox.access import chosen_place, for_the_desk, may, person
from broadsheet.desk.inbox.views.pages import preview_for
from broadsheet.desk.placement import NoSuchPlace, Placement
from broadsheet.stories.models import Section, Story
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True)
class Done:
    """What is said of it; the story that it made; the verb that undoes it, with its name."""

    message: str = ""
    story: Story | None = None
    undo: str = ""

    @property
    def story_url(self) -> str:
        """The story's editor."""
        if self.story is None:
            return ""
        return reverse(Story.snippet_viewset.get_url_name("edit"), args=[self.story.pk])


def _take(dispatch: Dispatch, user: User, place: Placement | None) -> Done:
    story = take(dispatch, user, place)
    said = _("“%(item)s” is yours: a draft in %(section)s.")
    return Done(said % {"item": dispatch, "section": story.section.title}, story)


def _publish(dispatch: Dispatch, user: User, place: Placement | None) -> Done:
    story = publish_as_is(dispatch, user, place)
    said = _("“%(item)s” is published in %(section)s.")
    if not story.is_public():
        said = _("“%(item)s” goes out in %(section)s when its embargo ends.")
    return Done(said % {"item": dispatch, "section": story.section.title}, story)


def _drop(dispatch: Dispatch, user: User, place: Placement | None) -> Done:
    drop(dispatch, user)
    return Done(_("“%(item)s” is dropped.") % {"item": dispatch}, undo="pick-up")


def _pick_up(dispatch: Dispatch, user: User, place: Placement | None) -> Done:
    pick_up(dispatch, user)
    return Done(_("“%(item)s” is back among the new ones.") % {"item": dispatch})


def _nod(dispatch: Dispatch, user: User, place: Placement | None) -> Done:
    nod(dispatch, user)
    return Done(_("The alarm of “%(item)s” rests.") % {"item": dispatch})


def _read(dispatch: Dispatch, user: User, place: Placement | None) -> Done:
    mark_read(dispatch, user)
    return Done()


def _unread(dispatch: Dispatch, user: User, place: Placement | None) -> Done:
    mark_read(dispatch, user, read=False)
    return Done(_("“%(item)s” is unread again.") % {"item": dispatch})


VERBS: dict[str, Callable[[Dispatch, User, Placement | None], Done]] = {
    "take": _take,
    "publish": _publish,
    "drop": _drop,
    "pick-up": _pick_up,
    "nod": _nod,
    "read": _read,
    "unread": _unread,
}


@require_POST
@for_the_desk
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Do `verb` with a dispatch. The browser's module gets JSON, a form is sent back."""
    if verb not in VERBS:
        raise Http404
    dispatch = get_object_or_404(Dispatch.objects.select_related("provider", "head"), pk=pk)
    try:
        done = VERBS[verb](dispatch, person(request), _place(request, dispatch))
    except (PermissionDenied, ValidationError, NoSuchPlace) as error:
        return _refused(request, dispatch, error)
    if _wants_json(request):
        return JsonResponse({"message": done.message, "story": done.story_url, "undo": done.undo})
    if done.message:
        messages.success(request, done.message, buttons=_buttons(done, dispatch))
    return redirect(_way_back(request, dispatch))


@require_safe
@for_the_desk
def confirm_publishing(request: HttpRequest, pk: int) -> HttpResponse:
    """The second key, for browsers without our module."""
    context = {"preview": preview_for(request, pk), "may": may(request.user)}
    return render(request, "desk/inbox/publish.html", context)


def _place(request: HttpRequest, dispatch: Dispatch) -> Placement | None:
    key = request.POST.get("section", "")
    if not (key.isdecimal() and len(key) < 19):
        return None
    section: Section = get_object_or_404(Section.objects.select_related("edition"), pk=int(key))
    return chosen_place(dispatch, section)


def _refused(
    request: HttpRequest,
    dispatch: Dispatch,
    error: PermissionDenied | ValidationError | NoSuchPlace,
) -> HttpResponse:
    found = error.messages if isinstance(error, ValidationError) else [str(error)]
    message = " ".join(found) or _("You may not do that.")
    if _wants_json(request):
        status = 403 if isinstance(error, PermissionDenied) else 409
        return JsonResponse({"error": message}, status=status)
    messages.error(request, message)
    return redirect(reverse("desk_wire_item", args=[dispatch.pk]))


def _buttons(done: Done, dispatch: Dispatch) -> list[Any]:
    if done.story_url:
        return [messages.button(done.story_url, _("Edit"))]
    if done.undo:
        item = reverse("desk_wire_item", args=[dispatch.pk])
        return [messages.button(item, _("Look at it again"))]
    return []


def _way_back(request: HttpRequest, dispatch: Dispatch) -> str:
    url = request.POST.get("next", "")
    hosts = {request.get_host()}
    if url and url_has_allowed_host_and_scheme(url, hosts, require_https=request.is_secure()):
        return url
    return reverse("desk_wire_item", args=[dispatch.pk])


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
