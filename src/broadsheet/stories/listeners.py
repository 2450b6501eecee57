"""What the newsroom itself follows of what becomes of a story."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, pre_delete, pre_save
from wagtail.signals import unpublished

from broadsheet.stories.actions.lead_on import lead_on
from broadsheet.stories.actions.withdraw_files import withdraw_files
from broadsheet.stories.models import (
    Person,
    PictureRendition,
    RetiredFile,
    Story,
    StoryAddress,
    Topic,
)


def connect() -> None:
    """Listen to stories that are taken off the site, by whomever: the desk, the clock, an agency,
    a kill; to files of pictures that others take the place of; and to topics and people whose
    address becomes another."""
    for listed in (Topic, Person):
        pre_save.connect(_list_saving, sender=listed, dispatch_uid=f"stories {listed} leads on")
    post_delete.connect(_retired, sender=PictureRendition, dispatch_uid="stories retired files")
    unpublished.connect(_unpublished, sender=Story, dispatch_uid="stories files")
    pre_delete.connect(_deleted, sender=Story, dispatch_uid="stories addresses")


def _unpublished(sender: Any, instance: Story, **kwargs: Any) -> None:
    StoryAddress.objects.withdraw(instance)
    withdraw_files(instance)


def _deleted(sender: Any, instance: Story, **kwargs: Any) -> None:
    StoryAddress.objects.withdraw(instance)


def _retired(sender: Any, instance: PictureRendition, **kwargs: Any) -> None:
    RetiredFile.objects.update_or_create(
        name=instance.file.name, defaults={"of_picture": instance.image_id}
    )


def _list_saving(sender: Any, instance: Any, **kwargs: Any) -> None:
    before = sender.objects.filter(pk=instance.pk).select_related("edition").first()
    if before is not None:
        lead_on(before.get_absolute_url(), instance.get_absolute_url())
