"""Keep a list of the inbox under a name, or forget it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from broadsheet.desk.inbox.access import for_the_desk, person
from broadsheet.desk.inbox.asked import asked_from
from broadsheet.desk.models import WireView


class WireViewForm(forms.ModelForm):
    """Its name, and for whom it is."""

    class Meta:
        model = WireView
        fields = ["name", "is_column", "is_shared"]


@require_POST
@for_the_desk
def save(request: HttpRequest) -> HttpResponse:
    """Keep the list whose filters are posted; a view of one's own with that name is replaced."""
    query = asked_from(QueryDict(request.POST.get("query", ""))).query
    name = " ".join(request.POST.get("name", "").split())
    known = WireView.objects.filter(owner=person(request), name=name).first()
    form = WireViewForm(request.POST, instance=known or WireView(owner=person(request)))
    form.instance.query = query
    if form.is_valid():
        form.save()
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": name})
    else:
        messages.error(request, _("A view needs a name of at most 60 letters."))
    return redirect(f"{reverse('desk_wire')}?{query}")


@require_POST
@for_the_desk
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a view of one's own."""
    view = get_object_or_404(WireView, pk=pk, owner=person(request))
    view.delete()
    messages.success(request, _("The view “%(name)s” is gone.") % {"name": view.name})
    return redirect("desk_wire")
