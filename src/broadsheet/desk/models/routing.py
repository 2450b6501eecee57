"""Where what an agency delivers belongs, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from broadsheet.desk.routing.conditions import Conditions, conditions_from

if TYPE_CHECKING:
    from broadsheet.stories.models import Section

_URGENCIES = [MinValueValidator(1), MaxValueValidator(9)]


def shown_section(section: Section) -> str:
    """A section's title, and whether readers don't see it."""
    if section.live:
        return section.title
    return _("%(section)s (not published)") % {"section": section.title}


class ProviderPlacement(models.Model):
    """Where the items of one provider stand when nothing else says where."""

    provider = models.OneToOneField(
        "wire.Provider",
        models.CASCADE,
        related_name="placement",
        verbose_name=_("provider"),
    )
    section = models.ForeignKey(
        "stories.Section", models.PROTECT, related_name="+", verbose_name=_("section")
    )
    editor = models.CharField(_("editor credit"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("provider’s place")
        verbose_name_plural = _("providers’ places")
        ordering = ["provider__name"]

    def __str__(self) -> str:
        return f"{self.provider} → {self.section}"


class RoutingRule(models.Model):
    """One rule. Those of a provider, and those for all, are tried in their order; the first whose
    conditions hold decides."""

    class Action(models.TextChoices):
        """What is done with an item."""

        PUBLISH = "publish", _("publish at once")
        DRAFT = "draft", _("make a draft")
        INBOX = "inbox", _("leave it in the inbox")
        DROP = "drop", _("drop it")

    class ItemType(models.TextChoices):
        """What an item is, as `formats` names it."""

        TEXT = "text", _("text")
        PICTURE = "picture", _("picture")
        GRAPHIC = "graphic", _("graphic")
        VIDEO = "video", _("video")
        AUDIO = "audio", _("audio")
        COMPOSITE = "composite", _("package")

    name = models.CharField(_("name"), max_length=120)
    provider = models.ForeignKey(
        "wire.Provider",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="routing_rules",
        verbose_name=_("provider"),
        help_text=_("Empty: every provider."),
    )
    sort_order = models.IntegerField(
        _("order"),
        default=0,
        blank=True,
        db_index=True,
        help_text=_("The lowest number is tried first. Empty or 0: last."),
    )
    sort_order_field = "sort_order"
    active = models.BooleanField(_("active"), default=True)

    subjects = models.TextField(
        _("subjects"),
        blank=True,
        help_text=_(
            "IPTC media topics (eight digits; narrower topics count), identifiers or names, "
            "with commas or one a line."
        ),
    )
    keywords = models.TextField(
        _("keywords"),
        blank=True,
        help_text=_("Words or phrases of headline, slug, standfirst or text; one is enough."),
    )
    urgent_from = models.PositiveSmallIntegerField(
        _("urgency from"), null=True, blank=True, validators=_URGENCIES
    )
    urgent_to = models.PositiveSmallIntegerField(
        _("urgency to"), null=True, blank=True, validators=_URGENCIES
    )
    languages = models.CharField(
        _("languages"), max_length=255, blank=True, help_text=_("Such as en or zh-Hant.")
    )
    places = models.CharField(_("places"), max_length=255, blank=True)
    genres = models.CharField(_("genres"), max_length=255, blank=True)
    type = models.CharField(_("type"), max_length=12, choices=ItemType, blank=True)

    action = models.CharField(
        _("what is done"),
        max_length=8,
        choices=Action,
        default=Action.DRAFT,
        help_text=_("Items of a provider that is not trusted become drafts, never more."),
    )
    section = models.ForeignKey(
        "stories.Section",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Empty: the provider’s."),
    )
    special = models.ForeignKey(
        "stories.Special",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("special"),
    )
    topics = models.ManyToManyField(
        "stories.Topic", blank=True, related_name="+", verbose_name=_("topics")
    )
    editor = models.CharField(_("editor credit"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a rule without a number comes last."""
        if not self.sort_order:
            last = RoutingRule.objects.aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = (last or 0) + 1
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what would make a story without a place, or in two editions."""
        errors: dict[str, Any] = {}
        if self.urgent_from and self.urgent_to and self.urgent_from > self.urgent_to:
            errors["urgent_to"] = _("Urgency goes from 1, the highest, to 9.")
        if self.action in {self.Action.PUBLISH, self.Action.DRAFT} and not self._has_section():
            errors["section"] = _("Choose a section, or give the provider a place first.")
        if self.special and self.section and self.special.edition_id != self.section.edition_id:
            errors["special"] = _("Section and special stand in different editions.")
        if errors:
            raise ValidationError(errors)

    @property
    def placed_in(self) -> str:
        """The section that it names, and whether readers don't see that."""
        return shown_section(self.section) if self.section else ""

    def _has_section(self) -> bool:
        if self.section_id:
            return True
        return ProviderPlacement.objects.filter(provider=self.provider_id).exists()

    @property
    def conditions(self) -> Conditions:
        """The conditions as the router tries them."""
        return conditions_from(
            subjects=self.subjects,
            keywords=self.keywords,
            urgent_from=self.urgent_from,
            urgent_to=self.urgent_to,
            languages=self.languages,
            places=self.places,
            genres=self.genres,
            type=self.type,
        )
