"""Which stories readers may see, and which of them stand where."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.search.queryset import SearchableQuerySetMixin

from broadsheet.plates.rounds import once

if TYPE_CHECKING:
    from broadsheet.stories.models.edition import Edition
    from broadsheet.stories.models.places import Section, Special


# What a card prints, what `is_public` asks, and what the files of a picture are named by.
CARD = (
    *("edition_id", "kind", "headline", "short_headline", "kicker", "standfirst", "language"),
    *("path", "published_at", "updated_at", "urgency", "translation_of_id", "slug"),
    *("live", "killed_at", "embargo_until", "expire_at", "rights_expire_at"),
    *("section__title", "section__url_path", "section__hue", "section__slug"),
    *("source__name", "source__is_house"),
    *("lead_picture__title", "lead_picture__file", "lead_picture__description"),
    *("lead_picture__width", "lead_picture__height", "lead_picture__focal_point_x"),
    *("lead_picture__focal_point_y", "lead_picture__focal_point_width"),
    *("lead_picture__focal_point_height", "lead_picture__creator", "lead_picture__credit"),
    *("lead_picture__caption",),
    *("lead_picture__copyright_notice", "lead_picture__usage_terms"),
    *("lead_picture__licence_url", "lead_picture__digital_source"),
    *("lead_clip__duration", "lead_clip__type"),
)
# What a line of a list prints, and what `is_public` asks.
LINE = (
    *("edition_id", "kind", "headline", "short_headline", "language", "path", "published_at"),
    *("live", "killed_at", "embargo_until", "expire_at", "rights_expire_at"),
    "section__hue",
)


class StoryQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Stories. Every public list starts with `public()`."""

    # The section that `in_section` was asked for: each half of its stories has an index in order.
    _section: int | None = None

    def public(self, at: datetime | None = None, *, before: datetime | None = None) -> Self:
        """Stories that readers may see at `at` (aware; now by default).

        Published, not killed, not before their time or embargo, not past their expiry or the end
        of the right to show them. With `before` (aware) those alone that are printed with an
        earlier time.
        """
        at = at or timezone.now()
        # Never both ends: a database begins at whichever it likes, and reads all between the two.
        end = Q(published_at__lte=at)
        if before is not None and before <= at:
            end = Q(published_at__lt=before)
        return self.filter(
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
            Q(expire_at__isnull=True) | Q(expire_at__gt=at),
            Q(rights_expire_at__isnull=True) | Q(rights_expire_at__gt=at),
            end,
            live=True,
            killed_at__isnull=True,
        )

    @property
    def _story(self) -> Any:
        # The model's own relations; importing it here would be a circle.
        return self.model

    def newest(self) -> Self:
        """By printed publication time, newest first; the primary key settles equal seconds."""
        return self.order_by("-published_at", "-pk")

    def newest_keys(self, stop: int, start: int = 0) -> list[int]:
        """Primary keys of the newest stories, from `start` to before `stop`.

        What is shown of them is read afterwards, by key: a database that joins first would sort
        the whole archive to find thirty stories of it.
        """
        narrow: Any = self.select_related(None).prefetch_related(None).newest()
        narrow = narrow.values_list("published_at", "pk")
        if self._section is None:
            return [key for _when, key in narrow[start:stop]]
        further = self._further(self._section)
        own = narrow.filter(section=self._section)
        if not once(("further stories", self._section), further.exists):
            return [key for _when, key in own[start:stop]]
        merged = sorted({*own[:stop], *narrow.filter(pk__in=further)[:stop]}, reverse=True)
        return [key for _when, key in merged[start:stop]]

    def in_order(self, keys: list[int]) -> list[Any]:
        """The stories with `keys`, in that order; one that is gone is left out."""
        found = self.in_bulk(keys) if keys else {}
        return [found[key] for key in keys if key in found]

    def in_edition(self, edition: Edition) -> Self:
        """Stories of one edition."""
        return self.filter(edition=edition)

    def in_section(self, section: Section) -> Self:
        """Stories whose section, or one of whose further sections, is `section`."""
        found = self.filter(Q(section=section) | Q(pk__in=self._further(section.pk)))
        found._section = section.pk
        return found

    def _further(self, section: int) -> Any:
        through = self._story.further_sections.through.objects
        return through.filter(section_id=section).values("story_id")

    def _clone(self) -> Self:
        copy = super()._clone()
        copy._section = self._section
        return copy

    def in_special(self, special: Special) -> Self:
        """Stories of a special."""
        return self.filter(
            pk__in=self._story.specials.through.objects.filter(special_id=special.pk).values(
                "story_id"
            )
        )

    def with_card(self) -> Self:
        """With what a card on a front shows, and nothing else."""
        return self.select_related("section", "source", "lead_picture", "lead_clip").only(*CARD)

    def with_line(self) -> Self:
        """With what a line in a list shows, and nothing else."""
        return self.select_related("section").only(*LINE)

    def with_page(self) -> Self:
        """With everything that a story's own page shows beside its body."""
        return self.select_related("edition", "section", "source", "lead_picture").prefetch_related(
            # Few stories have a clip; joined, its columns would cost every page.
            "lead_clip__poster",
            models.Prefetch(
                "topics", self._story.topics.rel.model.objects.select_related("edition")
            ),
            "specials",
            models.Prefetch(
                "bylines",
                self._story.bylines.rel.related_model.objects.select_related(
                    "person__edition", "person__portrait"
                ),
            ),
        )
