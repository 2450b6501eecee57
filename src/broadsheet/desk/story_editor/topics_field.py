"""Topics, typed by name with suggestions: an archive has thousands, too many for a list."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access

from broadsheet.stories.models import Edition, Topic

SUGGESTIONS = 20


class TopicsInput(forms.TextInput):
    """Wagtail's tag input, fed with topics; no new ones by a slip of the keyboard."""

    template_name = "wagtailadmin/widgets/tag_widget.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context with what the tag input needs."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-controller": "w-tag",
            "data-w-tag-delay-value": 200,
            "data-w-tag-url-value": reverse("desk_topic_suggestions"),
            "data-w-tag-options-value": json.dumps(
                {"allowSpaces": True, "autocompleteOnly": True, "tagLimit": None}
            ),
        }
        return context


class TopicsField(forms.CharField):
    """Names of topics. Cleans to a list of names; `topics_named` turns them into topics."""

    widget = TopicsInput

    def prepare_value(self, value: Any) -> Any:
        """Topics as text, names with commas in quotation marks."""
        if value is None or isinstance(value, str):
            return value
        return ", ".join(f'"{one.name}"' if "," in one.name else one.name for one in value)

    def clean(self, value: Any) -> list[str]:
        """The names."""
        return _names(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other topics are named than before."""
        before = {topic.name for topic in initial or ()}
        return before != set(_names(data or ""))


def _names(text: str) -> list[str]:
    rows = csv.reader([" ".join(text.split())], skipinitialspace=True)
    return list(dict.fromkeys(name.strip() for row in rows for name in row if name.strip()))


def topics_named(names: Iterable[str], edition: Edition) -> list[Topic]:
    """The edition's topics with these names. Raises `ValidationError` for a name without one."""
    found: list[Topic] = []
    for name in names:
        topic = edition.topics.filter(name__iexact=name).first()
        if topic is None:
            raise forms.ValidationError(
                _("There is no topic “%(name)s” in this edition. Add it under Newsroom, Topics.")
                % {"name": name}
            )
        found.append(topic)
    return found


@require_admin_access
def suggestions(request: HttpRequest) -> JsonResponse:
    """Names of topics that begin with `term`, as JSON."""
    term = request.GET.get("term", "").strip()
    names = Topic.objects.filter(name__istartswith=term).order_by("name")
    found = names[: SUGGESTIONS * 2] if term else ()
    unique = dict.fromkeys(topic.name for topic in found)
    return JsonResponse(list(unique)[:SUGGESTIONS], safe=False)
