"""A new account works in the paper's time zone until its owner chooses another."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from wagtail.users.models import UserProfile

from broadsheet.stories.models import Edition


def connect() -> None:
    """Listen for new accounts."""
    post_save.connect(_give_zone, sender=get_user_model(), dispatch_uid="desk own zone")


def _give_zone(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not created or raw:
        return
    zone = Edition.objects.filter(is_default=True).values_list("zone", flat=True).first()
    if zone:
        UserProfile.objects.get_or_create(user=instance, defaults={"current_time_zone": zone})
