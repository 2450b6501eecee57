"""Publish a revision whose warnings have been seen."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from broadsheet.desk.agency_embargo import waive_embargo
from broadsheet.desk.permissions import story_policy
from broadsheet.desk.story_editor.seen_warnings import remember_warnings
from broadsheet.stories.models import Story


@require_POST
def publish_anyway(request: HttpRequest, pk: int, revision_id: int) -> HttpResponse:
    """Publish (or schedule) the latest revision; go back to the editor if it no longer is."""
    story = get_object_or_404(Story, pk=pk)
    revision = get_object_or_404(story.revisions, pk=revision_id)
    draft = revision.as_object()
    lock = draft.get_lock()
    if not story_policy.user_has_permission_for_instance(request.user, "publish", draft) or (
        lock and lock.for_user(request.user)
    ):
        raise PermissionDenied
    viewset = Story.snippet_viewset
    if revision.pk != story.latest_revision_id:
        messages.error(request, _("Somebody has saved the story meanwhile. Look at it again."))
        return redirect(reverse(viewset.get_url_name("edit"), args=[pk]))
    remember_warnings(request, draft)
    try:
        waive_embargo(draft)
        revision.publish(user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(reverse(viewset.get_url_name("edit"), args=[pk]))
    story.refresh_from_db()
    message = _("“%(story)s” is published.") if story.live else _("“%(story)s” is scheduled.")
    edit_url = reverse(viewset.get_url_name("edit"), args=[pk])
    buttons = [messages.button(edit_url, _("Edit"))]
    if story.is_public():
        buttons.insert(0, messages.button(story.path, _("View live"), new_window=True))
    messages.success(request, message % {"story": story.headline}, buttons=buttons)
    return redirect(reverse(viewset.get_url_name("list")))
