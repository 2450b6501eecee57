"""What leads a story."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Words, pictures, a clip, or a time line."""

    TEXT = "text", _("text")
    GALLERY = "gallery", _("photo")
    VIDEO = "video", _("video")
    LIVE = "live", _("live")
