"""The page that asks for a kill's reason, and the one that lifts a kill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.actions.lift_kill import LiftKill
from broadsheet.desk.permissions import story_policy
from broadsheet.stories.models import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class KillForm(forms.Form):
    """The reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For the desk and the log. Readers don't see it."),
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )


class _OneStoryView(WagtailAdminTemplateMixin, FormView):
    """A form about one story, for whoever may do `action` with it."""

    action = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the story; refuse whoever may not."""
        self.story = get_object_or_404(Story, pk=kwargs["pk"])
        if not story_policy.user_has_permission_for_instance(request.user, self.action, self.story):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return self.story.headline

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, Stories, this page."""
        stories = {
            "url": reverse(Story.snippet_viewset.get_url_name("list")),
            "label": _("Stories"),
        }
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.story.headline}
        return [*self.breadcrumbs_items, stories, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Wagtail's context and the story."""
        return super().get_context_data(story=self.story, **kwargs)

    def get_success_url(self) -> str:
        """Where to go on from here."""
        return reverse(Story.snippet_viewset.get_url_name("list"))


class KillView(_OneStoryView):
    """Kill one story."""

    action = "kill"
    form_class = KillForm
    template_name = "desk/stories/kill.html"
    page_title = gettext_lazy("Kill")
    header_icon = "cross"

    def form_valid(self, form: KillForm) -> HttpResponse:
        """Kill it, and say so."""
        try:
            KillStory(
                self.story, form.cleaned_data["reason"], cast("User", self.request.user)
            ).execute()
        except ValidationError as error:
            form.add_error("reason", error)
            return self.form_invalid(form)
        message = _("“%(story)s” is killed. Its address answers “gone”.")
        messages.success(
            self.request, message % {"story": self.story.headline}, buttons=self._way_back()
        )
        return redirect(self.get_success_url())

    def _way_back(self) -> list[Any]:
        killed = Story.objects.get(pk=self.story.pk)
        if not story_policy.user_has_permission_for_instance(self.request.user, "lift", killed):
            return []
        url = reverse(Story.snippet_viewset.get_url_name("lift"), args=[killed.pk])
        return [messages.button(url, _("Lift the kill"))]


class LiftView(_OneStoryView):
    """Lift the kill of one story."""

    action = "lift"
    form_class = forms.Form
    template_name = "desk/stories/lift.html"
    page_title = gettext_lazy("Lift the kill")
    header_icon = "rotate"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Lift it, and go to the editor."""
        LiftKill(self.story, cast("User", self.request.user)).execute()
        messages.success(
            self.request,
            _("The kill of “%(story)s” is lifted. It is a draft.") % {"story": self.story.headline},
        )
        return redirect(reverse(Story.snippet_viewset.get_url_name("edit"), args=[self.story.pk]))
