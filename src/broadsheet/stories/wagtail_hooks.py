"""Where stories meet Wagtail."""

from __future__ import annotations

from django.db.models import Model
from django.http import Http404, HttpRequest
from wagtail import hooks

from broadsheet.stories.shown_in_public import is_shown
from broadsheet.stories.views.documents import is_of_the_desk


@hooks.register("before_serve_document")
def refuse_what_is_not_public(document: Model, request: HttpRequest) -> None:
    """Give a document to readers only while something public links to it; to the desk always.

    Its address is made of its number and its name, and can be guessed.
    """
    if not (is_shown(document) or is_of_the_desk(request)):
        raise Http404
