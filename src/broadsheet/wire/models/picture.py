"""The pictures that items bring along."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.wire.models.dispatch import Dispatch


class WirePicture(models.Model):
    """One picture of a dispatch, at the address that its item names; fetched by the clock.

    `sha256` is of the fetched bytes: pictures of the same content share one file. Where it could
    not be had, `error` says why, and `next_at` when it is tried again (null: no more).
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("waiting")
        FETCHED = "fetched", _("fetched")
        REFUSED = "refused", _("refused")

    dispatch = models.ForeignKey(Dispatch, models.CASCADE, related_name="wire_pictures")
    href = models.CharField(_("address"), max_length=2000)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    file = models.FileField(_("file"), upload_to="wire", blank=True, max_length=255)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("wire picture")
        verbose_name_plural = _("wire pictures")
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "href"], name="wire_picture_once")
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state="waiting"),
                name="wire_picture_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.href
