"""Every address a story has ever had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
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
                return
            story.path = self._free(story.path, story)
            type(story).objects.filter(pk=story.pk).update(path=story.path)

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
    killed answers 410. Rows are never deleted: an address is stable for ever.
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

    objects = StoryAddressManager()

    class Meta:
        verbose_name = _("story address")
        verbose_name_plural = _("story addresses")

    def __str__(self) -> str:
        return self.path
