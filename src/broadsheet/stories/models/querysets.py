"""Which stories readers may see, and which of them stand where."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.search.queryset import SearchableQuerySetMixin

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


class StoryQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Stories. Every public list starts with `public()`."""

    def public(self, at: datetime | None = None) -> Self:
        """Stories that readers may see at `at` (aware; now by default).

        Published, not killed, not before their time or embargo, not past their expiry or the end
        of the right to show them.
        """
        at = at or timezone.now()
        return self.filter(
            Q(embargo_until__isnull=True) | Q(embargo_until__lte=at),
            Q(expire_at__isnull=True) | Q(expire_at__gt=at),
            Q(rights_expire_at__isnull=True) | Q(rights_expire_at__gt=at),
            live=True,
            killed_at__isnull=True,
            published_at__lte=at,
        )

    @property
    def _story(self) -> Any:
        # The model's own relations; importing it here would be a circle.
        return self.model

    def newest(self) -> Self:
        """By printed publication time, newest first; the primary key settles equal seconds."""
        return self.order_by("-published_at", "-pk")

    def in_edition(self, edition: Edition) -> Self:
        """Stories of one edition."""
        return self.filter(edition=edition)

    def in_section(self, section: Section) -> Self:
        """Stories whose section, or one of whose further sections, is `section`."""
        return self.filter(
            Q(section=section)
            | Q(
                pk__in=self._story.further_sections.through.objects.filter(
                    section_id=section.pk
                ).values("story_id")
            )
        )

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

    def with_page(self) -> Self:
        """With everything that a story's own page shows beside its body."""
        return self.select_related(
            "edition",
            "section__edition",
            "source",
            "lead_picture",
            "lead_clip__poster",
            "translation_of",
        ).prefetch_related(
            "topics__edition",
            "specials",
            models.Prefetch(
                "bylines",
                self._story.bylines.rel.related_model.objects.select_related(
                    "person__edition", "person__portrait"
                ),
            ),
        )
