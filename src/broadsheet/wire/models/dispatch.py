"""One item of an agency through all its versions: what the inbox lists."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from broadsheet.wire.models.provider import Provider
from broadsheet.wire.models.wire_item import GUID_LENGTH, WireItem

LINE_LENGTH = 255


class Dispatch(models.Model):
    """One item of an agency through all its versions.

    `head` is the version that rules now. The fields after it repeat what the head says, for lists
    that must not read it whole; `arrived_at` is when the head came, `first_at` when the first
    version did. A dispatch whose head is canceled is the tombstone of its item: nothing of it is
    published any more. The desk's side follows: what became of it, who has it, and an `alarm` that
    stands out until somebody nods. Dispatches that tell the same share a `cluster`, the id of the
    one that came first; null is alone.
    """

    class State(models.TextChoices):
        """What the desk made of it."""

        NEW = "new", _("new")
        TAKEN = "taken", pgettext_lazy("wire item", "taken")
        PUBLISHED = "published", _("published")
        DROPPED = "dropped", _("dropped")

    class Alarm(models.TextChoices):
        """What must be seen by somebody."""

        KILL = "kill", _("kill")
        ASTRAY = "astray", _("kill of something unknown")
        CORRECTION = "correction", _("correction")
        CONFLICT = "conflict", _("two texts under one version")
        HELD = "held", _("withheld")
        PART = "part", _("shown, but must wait")

    # The indexes below begin with the foreign keys that are searched by.
    provider = models.ForeignKey(
        Provider, models.PROTECT, related_name="dispatches", db_index=False
    )
    guid = models.CharField(max_length=GUID_LENGTH)
    head = models.OneToOneField(WireItem, models.CASCADE, related_name="heads")
    headline = models.CharField(_("headline"), max_length=LINE_LENGTH, blank=True)
    slugline = models.CharField(_("slug"), max_length=LINE_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    urgency = models.PositiveSmallIntegerField(_("urgency"), null=True, blank=True)
    type = models.CharField(_("type"), max_length=16)
    genre = models.CharField(_("genre"), max_length=LINE_LENGTH, blank=True)
    pubstatus = models.CharField(_("status"), max_length=16)
    embargo = models.DateTimeField(_("embargo"), null=True, blank=True)
    format = models.CharField(_("format"), max_length=32, blank=True)
    is_news = models.BooleanField(default=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    place = models.CharField(_("place"), max_length=LINE_LENGTH, blank=True)
    pictures = models.PositiveSmallIntegerField(_("pictures"), default=0)
    versions = models.PositiveIntegerField(_("versions"), default=1)
    first_at = models.DateTimeField(_("first came"))
    arrived_at = models.DateTimeField(_("came"))

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    taken_at = models.DateTimeField(pgettext_lazy("wire item", "taken"), null=True, blank=True)
    alarm = models.CharField(_("alarm"), max_length=10, choices=Alarm, blank=True)
    nodded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    nodded_at = models.DateTimeField(null=True, blank=True)
    cluster = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        constraints = [
            models.UniqueConstraint(fields=["provider", "guid"], name="wire_dispatch_item")
        ]
        # Each ends with the order of the inbox, so that a page of any list begins where the one
        # before it ended, however long the list is.
        indexes = [
            models.Index(F("arrived_at").desc(), F("id").desc(), name="wire_dispatch_all"),
            *(
                models.Index(F(field), F("arrived_at").desc(), F("id").desc(), name=name)
                for field, name in (
                    ("provider", "wire_dispatch_provider"),
                    ("state", "wire_dispatch_state"),
                    ("urgency", "wire_dispatch_urgency"),
                    ("language", "wire_dispatch_language"),
                    ("type", "wire_dispatch_type"),
                )
            ),
            models.Index(
                F("provider"),
                F("state"),
                F("arrived_at").desc(),
                F("id").desc(),
                name="wire_dispatch_column",
            ),
            models.Index(
                F("arrived_at").desc(),
                F("id").desc(),
                condition=Q(nodded_at__isnull=True) & ~Q(alarm=""),
                name="wire_dispatch_alarm",
            ),
            models.Index(
                F("provider"),
                F("arrived_at").desc(),
                condition=Q(pubstatus="canceled"),
                name="wire_dispatch_canceled",
            ),
            models.Index(
                F("taken_by"),
                F("taken_at").desc(),
                condition=Q(taken_by__isnull=False),
                name="wire_dispatch_taken",
            ),
            models.Index(
                F("cluster"),
                F("arrived_at").desc(),
                condition=Q(cluster__isnull=False),
                name="wire_dispatch_cluster",
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.slugline or self.guid

    @property
    def is_tombstone(self) -> bool:
        """Whether the agency has canceled it, for good."""
        return self.pubstatus == "canceled"
