"""Lists of the inbox that somebody wants to see again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class WireViewQuerySet(models.QuerySet["WireView"]):
    """Saved views."""

    def seen_by(self, user: User) -> WireViewQuerySet:
        """The person's own, and those that are for everybody."""
        return self.filter(Q(owner=user.pk) | Q(is_shared=True))


class WireView(models.Model):
    """A list of the inbox under a name: `query` are its filters, as an address says them."""

    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="wire_views", editable=False
    )
    query = models.CharField(max_length=500, blank=True, editable=False)
    is_shared = models.BooleanField(_("for everybody"), default=False)
    is_column = models.BooleanField(_("a column"), default=True)

    objects = WireViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view of the wire")
        verbose_name_plural = _("saved views of the wire")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="desk_wire_view_name")
        ]

    def __str__(self) -> str:
        return self.name
