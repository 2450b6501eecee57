"""Who sees what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.generic import View

from broadsheet.desk.permissions import story_policy

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


def may_see_the_readers(user: User | AnonymousUser) -> bool:
    """Whether `user` may see figures of readers: whoever sees stories at the desk."""
    return story_policy.user_has_permission(user, "view")


class ForTheDesk(View):
    """A view that refuses whoever may not see figures of readers."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse, or go on."""
        if not may_see_the_readers(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
