"""What the wire wrote while a form was open waits to be compared once the form is saved."""

from __future__ import annotations

from django.utils import timezone
from wagtail.models import Revision

from broadsheet.desk.models import WireStory
from broadsheet.stories.models import Story
from broadsheet.wire.models import WireItem


def let_it_wait(story: Story, loaded: str) -> None:
    """Go back to the version that a form began with, where the wire has written a newer one into
    `story` since: the newer one counts as not dealt with.

    `loaded` is the key of the form's revision. To be called before the form's words are saved, in
    their transaction.
    """
    found = WireStory.objects.select_related("dispatch").select_for_update(of=("self",))
    wire_story = found.filter(story=story.pk).first()
    if wire_story is None or not loaded.isdecimal():
        return
    revision = story.revisions.filter(pk=loaded, created_at__lt=wire_story.written_at).first()
    began_with = _version_in(revision, wire_story) if revision else None
    if began_with is None or began_with.pk == wire_story.base_id:
        return
    wire_story.base, wire_story.pictures = began_with, None
    wire_story.waits_since = timezone.now()
    wire_story.save(update_fields=["base", "pictures", "waits_since"])
    story.version = began_with.version
    Story.objects.filter(pk=story.pk).update(version=story.version)


def _version_in(revision: Revision, wire_story: WireStory) -> WireItem | None:
    """The version whose words `revision` has."""
    dispatch = wire_story.dispatch
    versions = WireItem.objects.filter(
        provider=dispatch.provider_id, guid=dispatch.guid, version=revision.content["version"]
    ).order_by("pk")
    return versions.filter(received_at__lte=revision.created_at).last() or versions.first()
