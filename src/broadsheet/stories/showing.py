"""Which view shows which noun. The room tells it once (`apps.ready`); models only ask.

So models know no view, though Wagtail asks a page or a draft to show itself.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpResponse

View = Callable[..., HttpResponse]

_VIEWS: dict[type[Model], View] = {}


def show_with(view: View, *models: type[Model]) -> None:
    """Let `view` show instances of `models`: it takes the request, the instance, and what the
    address adds.
    """
    _VIEWS.update(dict.fromkeys(models, view))


def view_of(instance: Model) -> View:
    """The view that shows `instance`; `LookupError` where its model was given none."""
    for model in type(instance).__mro__:
        if model in _VIEWS:
            return _VIEWS[model]
    raise LookupError(f"no view shows {type(instance).__name__}")
