"""Every address a story has ever had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from broadsheet.stories.addresses import address_of

if TYPE_CHECKING:
    from broadsheet.stories.models.story import Story


class StoryAddressManager(models.Manager["StoryAddress"]):
    """Gives public stories their addresses. A story that was never public has none."""

    def choose(self, story: Story) -> None:
        """Give `story`, before it is saved, a path that no other story has or had."""
        if story.live and story.published_at is not None:
            story.path = self._free(address_of(story), story)

    def note(self, story: Story) -> None:
        """Note the path of `story` after it was saved; earlier ones stay and lead on to it."""
        if not story.live or story.published_at is None:
            return
        for _attempt in range(5):
            try:
                with transaction.atomic():
                    address, _created = self.get_or_create(
                        path=story.path, defaults={"story": story}
                    )
            except IntegrityError:  # another process took it in this instant
                address = self.get(path=story.path)
            if address.story_id == story.pk:
                self.note_readers(story)
                return
            story.path = self._free(story.path, story)
            type(story).objects.filter(pk=story.pk).update(path=story.path)

    def note_readers(self, story: Story) -> None:
        """Note from when on readers find `story`, which is live, at its addresses; or that it has
        left them, where an embargo has come later than they."""
        now = timezone.now()
        mine = self.filter(story_id=story.pk)
        if story.is_public(now):
            mine.filter(withdrawn_at__isnull=False).update(withdrawn_at=None)
        else:
            mine.filter(public_from__lte=now).update(withdrawn_at=now)
        hidden_until = [story.published_at, story.embargo_until]
        public_from = max(now, *(each for each in hidden_until if each is not None))
        mine.exclude(public_from__lte=now).update(public_from=public_from)

    def withdraw(self, story: Story) -> None:
        """Note that `story` has left all its addresses; some of them before any reader came."""
        now = timezone.now()
        mine = self.filter(story_id=story.pk)
        mine.filter(public_from__gt=now).update(public_from=None)
        # Also where it was withdrawn before: it may have come back by itself since.
        mine.filter(public_from__isnull=False).update(withdrawn_at=now)

    def _free(self, path: str, story: Story) -> str:
        """`path`, or the first of `…-2`, `…-3` that no other story has or had."""
        stem, number, candidate = path.rstrip("/"), 2, path
        while self.filter(path=candidate).exclude(story_id=story.pk or 0).exists():
            candidate = f"{stem}-{number}/"
            number += 1
        return candidate


class StoryAddress(models.Model):
    """One path that leads, or once led, to a story.

    A path whose story has moved answers 301; one whose story was deleted (`story` is null) or
    killed answers 410, if readers have ever found it there: `public_from` says since when they do,
    or will when an embargo ends (null: never), `withdrawn_at` when it was taken from them. Rows are
    never deleted: an address is stable for ever.
    """

    path = models.CharField(_("path"), max_length=512, unique=True)
    story = models.ForeignKey(
        "stories.Story",
        models.SET_NULL,
        null=True,
        related_name="addresses",
        verbose_name=_("story"),
    )
    created_at = models.DateTimeField(auto_now_add=True)
    public_from = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = StoryAddressManager()

    class Meta:
        verbose_name = _("story address")
        verbose_name_plural = _("story addresses")
        indexes = [
            models.Index(
                fields=["-withdrawn_at"],
                condition=models.Q(withdrawn_at__isnull=False),
                name="stories_address_withdrawn",
            )
        ]

    def __str__(self) -> str:
        return self.path
