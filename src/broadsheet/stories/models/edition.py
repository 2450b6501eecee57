"""An edition: one language or market, with its own time zone, fronts and furniture."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from broadsheet.plates import tags
from broadsheet.stories.models.whole import SavedWhole


def validate_zone(name: str) -> None:
    """Raise `ValidationError` unless `name` is an IANA time zone, such as `Asia/Shanghai`."""
    if name not in available_timezones():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Write one such as Asia/Shanghai or Europe/Paris."),
            params={"zone": name},
        )


class Edition(SavedWhole):
    """One language or market.

    The default edition stands at `/`, every other at `/<code>/`. Times are stored in UTC and shown
    in `zone`.
    """

    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z]{2,3}(-[a-z0-9]{2,8})?$",
                _("Use two or three small letters, such as “en” or “zh-hk”."),
            )
        ],
        help_text=_("Stands in addresses: /zh/…"),
    )
    name = models.CharField(_("name of the paper"), max_length=80)
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    language = models.CharField(
        _("language"), max_length=20, help_text=_("BCP 47: en, zh-Hans, ja, ar")
    )
    zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    is_default = models.BooleanField(_("stands at /"), default=False)
    market = models.CharField(
        _("market"), max_length=60, blank=True, help_text=_("Shown in the edition switch.")
    )
    masthead_note = models.CharField(_("note in the masthead"), max_length=160, blank=True)
    footer_note = models.CharField(_("note in the footer"), max_length=300, blank=True)
    copyright_line = models.CharField(
        _("copyright line"),
        max_length=200,
        blank=True,
        help_text=_("“{year}” becomes the current year."),
    )
    reproduction_notice = models.CharField(_("reproduction notice"), max_length=300, blank=True)
    licence_line = models.CharField(_("licence line"), max_length=200, blank=True)
    licence_url = models.URLField(_("licence address"), blank=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-is_default", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="stories_one_default_edition",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.market or self.code})"

    @property
    def prefix(self) -> str:
        """First part of the edition's addresses, without slashes; empty for the default one."""
        return "" if self.is_default else self.code

    @property
    def home_path(self) -> str:
        """Address of the edition's home front: `/` or `/zh/`."""
        return f"/{self.prefix}/" if self.prefix else "/"

    @property
    def timezone(self) -> ZoneInfo:
        """The zone as an object."""
        return ZoneInfo(self.zone)

    @property
    def django_language(self) -> str:
        """The language code as Django's translation names it, such as `zh-hans`."""
        return self.language.lower()

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, for the `dir` attribute."""
        base = self.django_language
        try:
            return "rtl" if get_language_info(base)["bidi"] else "ltr"
        except KeyError:
            return "ltr"

    @property
    def copyright_text(self) -> str:
        """The copyright line with the year filled in."""
        tags.bear(f"year:{self.zone}")
        return self.copyright_line.replace("{year}", str(self.today().year))

    def local(self, moment: datetime) -> datetime:
        """`moment` (aware) in the edition's zone."""
        return moment.astimezone(self.timezone)

    def today(self) -> date:
        """Today's date in the edition's zone."""
        return self.local(timezone.now()).date()
