"""What is pressed, what it depends on, and what has changed since."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from broadsheet.plates.tags import Rank

# The order in which stale plates are pressed: what is read most, then what people wait for, then
# what is new.
SWEPT = ("-reads", "rank", "-id")


class Plate(models.Model):
    """One public address that is pressed, or is to be.

    It is due when `wanted_at` has come; `wish` counts the wishes, so that one that is made while
    the page is being pressed isn't lost. `stale` ones still stand, and are pressed when read next
    or when the press has nothing else to do.
    """

    path = models.CharField(_("path"), max_length=2048, unique=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=Rank.LAZY)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    pressed_at = models.DateTimeField(_("pressed"), null=True)
    true_until = models.DateTimeField(_("true until"), null=True)
    stale = models.BooleanField(_("stale"), default=False)
    reads = models.PositiveIntegerField(_("reads lately"), default=0)
    wanted_at = models.DateTimeField(_("wanted"), null=True)
    wish = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("plate")
        verbose_name_plural = _("plates")
        indexes = [
            models.Index(
                fields=["wanted_at", "rank"],
                name="press_wanted",
                condition=models.Q(wanted_at__isnull=False),
            ),
            models.Index(fields=SWEPT, name="press_swept", condition=models.Q(stale=True)),
            models.Index(
                fields=["true_until"],
                name="press_true_until",
                condition=models.Q(true_until__isnull=False),
            ),
            models.Index(fields=["path"], name="press_failing", condition=models.Q(tries__gt=0)),
        ]

    def __str__(self) -> str:
        return self.path


class PlateTag(models.Model):
    """One thing that a page depends on: firmly, or loosely, as what stands beside it."""

    plate = models.ForeignKey(Plate, models.CASCADE, related_name="tags", db_index=False)
    tag = models.CharField(max_length=80)
    firm = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "plate"], name="press_tag_once"),
        ]
        indexes = [models.Index(fields=["plate"], name="press_tags_of_plate")]

    def __str__(self) -> str:
        return self.tag


class Change(models.Model):
    """Something the newsroom changed, written in the same transaction as the change.

    `tags` are those whose pages it makes untrue, `paths` addresses that must be pressed whether or
    not they were. With `vanishes`, what it names must be gone from every page, rails included.
    `due_at` is the moment from which it is to be worked: later than now for an embargo's end.
    `after` is the number of the plate that a large one has come to, in the order of their numbers.
    """

    tags = models.JSONField(default=list)
    paths = models.JSONField(default=list)
    vanishes = models.BooleanField(default=False)
    everything = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True)
    after = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [
            models.Index(
                fields=["due_at", "id"], name="press_due", condition=models.Q(done_at__isnull=True)
            ),
            models.Index(fields=["done_at"], name="press_done"),
            models.Index(fields=["due_at"], name="press_came_due"),
        ]

    def __str__(self) -> str:
        return ", ".join([*self.paths, *self.tags]) or "everything"


class Fingerprint(models.Model):
    """What something looked like when its pages were last told that it had changed."""

    name = models.CharField(max_length=80, primary_key=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
