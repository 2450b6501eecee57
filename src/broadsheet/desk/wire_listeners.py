"""The desk's ear: what the wire brings, and what becomes of a story that came from it."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.log_actions import log
from wagtail.signals import published, unpublished

from broadsheet.desk.actions.follow_wire import FollowWire
from broadsheet.desk.actions.refresh_from_wire import refresh_packages, refresh_story
from broadsheet.desk.agency_embargo import keep_embargo
from broadsheet.desk.models import WireStory
from broadsheet.stories.actions.publish_story import publishing
from broadsheet.stories.models import Story
from broadsheet.wire.intake import Arrival, Received
from broadsheet.wire.models import Dispatch, WirePicture
from broadsheet.wire.signals import arrived, picture_fetched


def connect() -> None:
    """Listen."""
    arrived.connect(_arrived, dispatch_uid="desk wire")
    picture_fetched.connect(_fetched, dispatch_uid="desk wire picture")
    publishing.connect(keep_embargo, sender=Story, dispatch_uid="desk agency's embargo")
    published.connect(_published, sender=Story, dispatch_uid="desk wire story")
    unpublished.connect(_unpublished, sender=Story, dispatch_uid="desk wire story unpublished")
    post_delete.connect(_deleted, sender=WireStory, dispatch_uid="desk wire story deleted")


def _arrived(sender: Any, received: Received, **kwargs: Any) -> None:
    if received.arrival is not Arrival.REPEATED:
        FollowWire(received).execute()


def _fetched(sender: Any, picture: WirePicture, **kwargs: Any) -> None:
    refresh_story(picture.dispatch)
    refresh_packages(picture.dispatch)


def _published(sender: Any, instance: Story, **kwargs: Any) -> None:
    if instance.guid:
        Dispatch.objects.filter(wire_story__story=instance.pk).update(
            state=Dispatch.State.PUBLISHED
        )


def _unpublished(sender: Any, instance: Story, **kwargs: Any) -> None:
    if instance.guid:
        published = Dispatch.objects.filter(state=Dispatch.State.PUBLISHED)
        published.filter(wire_story__story=instance.pk).update(state=Dispatch.State.TAKEN)


def _deleted(sender: Any, instance: WireStory, **kwargs: Any) -> None:
    """A dispatch whose story is deleted can be taken or dropped again. Its hour stays: no rule
    makes a story of a later version by itself, of what somebody at the desk did not want."""
    dispatch = Dispatch.objects.filter(pk=instance.dispatch_id).first()
    if dispatch is not None:
        dispatch.state, dispatch.taken_by = Dispatch.State.NEW, None
        dispatch.save(update_fields=["state", "taken_by"])
        log(instance=dispatch, action="wire.story_deleted")
