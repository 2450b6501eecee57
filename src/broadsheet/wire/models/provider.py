"""Who delivers."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.formats import ENCODINGS

NAME_LENGTH = 120


def validate_zone(name: str) -> None:
    """Raise ValidationError for a time zone that does not exist."""
    if name not in available_timezones():
        raise ValidationError(_("There is no time zone of that name; write one like Europe/Paris."))


def validate_encoding(name: str) -> None:
    """Raise ValidationError for an encoding that is not known by that name."""
    if name not in ENCODINGS:
        raise ValidationError(_("There is no encoding of that name; write one like GB18030."))


class Provider(models.Model):
    """An agency that delivers."""

    class VersionOrder(models.TextChoices):
        """What tells which of two versions of an item is the newer one."""

        NUMBERS = "numbers", _("their numbers")
        TIMES = "times", _("their times")

    name = models.CharField(_("name"), max_length=NAME_LENGTH, unique=True)
    slug = models.SlugField(_("slug"), max_length=120, unique=True, allow_unicode=True)
    zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[validate_zone],
        help_text=_("For times that come without a zone."),
    )
    encoding = models.CharField(
        _("encoding"),
        max_length=20,
        blank=True,
        validators=[validate_encoding],
        help_text=_("For text that does not say what it is in and is no UTF-8. Empty: as found."),
    )
    credit_line = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Empty: what the item says.")
    )
    trusted = models.BooleanField(
        _("trusted"),
        default=False,
        help_text=_("Its items may be published by a rule, without anybody looking at them."),
    )
    warn_after = models.PositiveIntegerField(
        _("warn after"),
        null=True,
        blank=True,
        help_text=_("Minutes without an item, after which something is wrong. Empty: never."),
    )
    version_order = models.CharField(
        _("versions are told apart by"),
        max_length=8,
        choices=VersionOrder,
        default=VersionOrder.NUMBERS,
        help_text=_("Times, where the agency's version is a serial number of its own."),
    )
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Nothing is taken in from an agency that is not.")
    )

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("providers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
