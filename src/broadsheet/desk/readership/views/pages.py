"""The pages: an edition's readers, one story's readers; and of each what is asked for again."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from broadsheet.desk.permissions import story_policy
from broadsheet.desk.readership.access import ForTheDesk
from broadsheet.desk.readership.asked import SPANS, AskedForm, asked_from
from broadsheet.desk.readership.figures import Figures
from broadsheet.desk.readership.story_figures import StoryFigures
from broadsheet.stories.models import Story


class ReadersPage(WagtailAdminTemplateMixin, ForTheDesk, TemplateView):
    """A page of the readers' figures."""

    page_title = gettext_lazy("Readers")
    header_icon = "view"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, and the readers."""
        return [*self.breadcrumbs_items, {"url": reverse("desk_readers"), "label": _("Readers")}]


class ReadersView(ReadersPage):
    """What is read of one edition."""

    template_name = "desk/readership/readers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, the ways to other spans, and the figures."""
        form = AskedForm(self.request.GET)
        asked = form.asked
        base = reverse("desk_readers")
        spans = [
            {
                "label": span.label,
                "url": f"{base}?{asked.with_span(span)}",
                "is_current": span is asked.span,
            }
            for span in SPANS.values()
        ]
        figures = Figures(asked, asked.edition) if asked.edition else None
        return super().get_context_data(
            **kwargs, form=form, asked=asked, spans=spans, figures=figures
        )


class FiguresView(ForTheDesk):
    """The same figures without the page around them, for an open page."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The figures; 304 where they are as the browser has them."""
        asked = asked_from(request.GET)
        figures = Figures(asked, asked.edition) if asked.edition else None
        context = {"figures": figures, "asked": asked}
        return _fresh(request, "desk/readership/figures.html", context)


class StoryView(ReadersPage):
    """The readers of one story."""

    template_name = "desk/readership/story.html"
    story: Story

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; 404 where there is no such story."""
        self.story = _story(kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The headline."""
        return self.story.front_headline

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the readers, the story."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.story.front_headline}]

    @property
    def header_buttons(self) -> list[HeaderButton]:
        """The story's editor, or for who may not change it the page that shows it."""
        may = story_policy.user_has_permission_for_instance
        changes = may(self.request.user, "change", self.story)
        name = Story.snippet_viewset.get_url_name("edit" if changes else "inspect")
        return [
            HeaderButton(
                _("Edit") if changes else _("Read"),
                url=reverse(name, args=[self.story.pk]),
                icon_name="edit" if changes else "doc-full-inverse",
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The figures."""
        figures = StoryFigures(self.story, self.request.GET.get("stretch", ""))
        return super().get_context_data(**kwargs, story=self.story, figures=figures)


class StoryFiguresView(ForTheDesk):
    """The same figures without the page around them, for an open page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The figures; 304 where they are as the browser has them."""
        story = _story(pk)
        figures = StoryFigures(story, request.GET.get("stretch", ""))
        context = {"figures": figures, "story": story}
        return _fresh(request, "desk/readership/story_figures.html", context)


def _story(pk: int) -> Story:
    stories = Story.objects.select_related("section", "edition").defer("body", "entries")
    return get_object_or_404(stories, pk=pk)


def _fresh(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    content = render_to_string(template, context, request).encode()
    etag = f'"{hashlib.blake2s(content, digest_size=12).hexdigest()}"'
    # Weak, where the answer was compressed on its way.
    if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(content)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
