"""What the page asks for again and again: rows, alarms, one preview."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from broadsheet.desk.inbox.access import for_the_desk, may, person
from broadsheet.desk.inbox.alarms import Alarms
from broadsheet.desk.inbox.asked import asked_from
from broadsheet.desk.inbox.columns import Column
from broadsheet.desk.inbox.listing import LENGTH
from broadsheet.desk.inbox.views.pages import preview_for
from broadsheet.wire.models import Dispatch


@require_safe
@for_the_desk
def rows(request: HttpRequest) -> HttpResponse:
    """The rows of a list; 304 where they are as the browser has them."""
    asked = request.GET.get("length", "")
    length = min(int(asked), LENGTH) if asked.isdecimal() and len(asked) < 4 else LENGTH
    column = Column("", asked_from(request.GET), person(request), length=max(1, length))
    return _fresh(request, column, "column", "desk/inbox/rows.html")


@require_safe
@for_the_desk
def alarms(request: HttpRequest) -> HttpResponse:
    """What stands out until somebody nods; 304 where nothing has changed."""
    return _fresh(request, Alarms(), "alarms", "desk/inbox/alarms.html")


@require_safe
@for_the_desk
def pulse(request: HttpRequest) -> HttpResponse:
    """A word that is another one as soon as something has arrived: cheap enough to be asked for
    several times a second, so that lists are asked for at once and only then."""
    last = Dispatch.objects.order_by("-arrived_at", "-pk").values_list("arrived_at", "pk").first()
    said = f"{last[0].timestamp()}-{last[1]}" if last else ""
    return HttpResponse(said, "text/plain", headers={"Cache-Control": "no-store"})


@require_safe
@for_the_desk
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """One dispatch, for the side of the list."""
    found = preview_for(request, pk)
    return render(request, "desk/inbox/preview.html", {"preview": found, "may": may(request.user)})


def _fresh(request: HttpRequest, shown: Column | Alarms, name: str, template: str) -> HttpResponse:
    etag = shown.etag
    # Weak, where the answer was compressed on its way.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        context = {name: shown, "may": may(request.user)}
        answer = render(request, template, context)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
