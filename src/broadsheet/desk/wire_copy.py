"""What a dispatch says now, as copy for a story.

Everything here follows from the versions that have come, and from nothing else: not from their
order, not from how often they came, not from what the story was before.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from broadsheet.desk.first_shown import first_shown
from broadsheet.desk.fitting import fit
from broadsheet.desk.wire_body import stream_from_blocks
from broadsheet.desk.wire_fields import beginning_of, byline_of, language_for, source_of
from broadsheet.desk.wire_held import Held, free_at
from broadsheet.desk.wire_members import held_in, is_package
from broadsheet.desk.wire_opening import body_below_titles, dateline_of
from broadsheet.desk.wire_package import (
    is_slideshow,
    own_pictures,
    package_pictures,
    package_stream,
)
from broadsheet.desk.wire_pictures import pictures_of
from broadsheet.desk.wire_topics import topics_for
from broadsheet.formats.item import Item
from broadsheet.stories.models import Edition, Source, Story
from broadsheet.wire.intake.summary import title_of
from broadsheet.wire.models import Dispatch, WireItem


class WireCopy:
    """One version of a dispatch (its head, unless `row` says otherwise) as copy for a story.

    `pictures` are those it had when they are not to be looked up: the wire keeps no addresses of
    versions that have been followed.
    """

    def __init__(
        self,
        dispatch: Dispatch,
        item: Item | None = None,
        row: WireItem | None = None,
        pictures: dict[str, int] | None = None,
    ) -> None:
        self.dispatch = dispatch
        self.row = row or dispatch.head
        self.item = item or self.row.read()
        self._pictures = pictures

    @property
    def _same(self) -> QuerySet[WireItem]:
        return WireItem.objects.filter(provider=self.dispatch.provider_id, guid=self.dispatch.guid)

    @cached_property
    def versions(self) -> list[WireItem]:
        """Every version that has come, without what it says."""
        return list(self._same.defer("item"))

    @cached_property
    def pictures(self) -> dict[str, int]:
        """Our pictures by the agency's addresses."""
        if self._pictures is not None:
            return self._pictures
        return pictures_of(self.dispatch, self.item, self.held)

    @cached_property
    def held(self) -> Held:
        """What it carries and must not show yet."""
        return held_in(self.dispatch, self.item)

    @property
    def is_held_back(self) -> bool:
        """Whether it must leave the site: withheld, or with no part left that may be shown yet."""
        if self.item.pubstatus == "withheld":
            return True
        return bool(self.held or self.free_at) and not self.may_be_printed

    @property
    def free_at(self) -> datetime | None:
        """When an embargo ends that holds a part of it back longer than the rest."""
        return free_at(self.item, self.held)

    @property
    def updated(self) -> datetime:
        """The printed time of this version: never in the future."""
        now = timezone.now().replace(microsecond=0)
        return min(self.item.updated or self.item.created or now, now)

    @property
    def published(self) -> datetime:
        """The printed time of the version that readers saw first: where an embargo held it back,
        the embargo's end."""
        timed = [(one.version_time, one.embargo) for one in self.versions if one.version_time]
        if any(embargo for _came, embargo in timed):
            return first_shown(timed) or self.updated
        return min([self.updated, *(came for came, _embargo in timed)])

    @property
    def may_be_printed(self) -> bool:
        """Whether it is for readers: usable, with a headline (be it an earlier version's) and with
        something to read or to see."""
        item = self.item
        has_words = item.type == "text" or any(block.html for block in item.body)
        if is_package(item):
            has_words = has_words or bool(self._package())
        return item.pubstatus == "usable" and bool(self._headline) and has_words

    @cached_property
    def _headline(self) -> str:
        if self.item.headline:
            return self.item.headline
        # The first words, by which the inbox lists what has no headline, are none.
        known = self.dispatch.headline
        return known if known in map(title_of, self._same) else ""

    def words(self) -> dict[str, Any]:
        """Story field -> value, cut where a field is too short for it."""
        item = self.item
        known = self._headline or item.slugline or beginning_of(item) or item.guid
        return {
            "headline": fit(known, 255),
            "slugline": fit(item.slugline or "", 120),
            "standfirst": item.standfirst or "",
            "byline_text": fit(byline_of(item), 255),
            "dateline": fit(dateline_of(item), 120),
            "urgency": item.urgency,
            "usage_terms": item.usage_terms or "",
            "rights_holder": fit(item.rights_holder or "", 255),
        }

    def stream(self, edition: Edition) -> list[dict[str, Any]]:
        """The body as StreamField data, with a public note for each correction."""
        item = self.item
        stream = stream_from_blocks(body_below_titles(item), self.pictures)
        if is_package(item):
            stream += self._package()
        return stream + self._corrections(edition)

    def _package(self) -> list[dict[str, Any]]:
        return package_stream(self.dispatch, self.item, self.pictures, self.held)

    def _corrections(self, edition: Edition) -> list[dict[str, Any]]:
        until = self.row.version_time
        told = sorted(
            one.version_time or one.received_at
            for one in self.versions
            if one.is_correction
            and (until is None or one.version_time is None or one.version_time <= until)
        )
        with override(edition.language):
            agency = self.dispatch.provider.credit_line or self.dispatch.provider.name
            text = _("%(agency)s has corrected this story.") % {"agency": agency}
        return [
            {"type": "correction", "value": {"corrected_at": when.isoformat(), "text": text}}
            for when in dict.fromkeys(told)
        ]

    def digest(self, edition: Edition) -> str:
        """The same for the same copy: what was told once is not told again."""
        told = [self.row.sha256, self.stream(edition), self.lead, self.published.isoformat()]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    @property
    def lead(self) -> int | None:
        """Key of the picture that leads: the first that doesn't stand in the body anyway."""
        return self._lead["picture"] if self._lead else None

    @cached_property
    def _lead(self) -> dict[str, Any] | None:
        blocks_of = package_pictures if is_slideshow(self.item) else own_pictures
        blocks = blocks_of(self.dispatch, self.item, self.pictures, self.held)
        return next((block["value"] for block in blocks), None)

    @property
    def source(self) -> Source:
        """The credit."""
        return source_of(self.item, self.dispatch.provider)

    def language_in(self, story: Story) -> str:
        """The tag of its language, as `story` gives it."""
        return language_for(self.item, story.edition) or story.edition.language

    @property
    def kind(self) -> str | None:
        """The kind of story, where what has come says one."""
        return Story.Kind.GALLERY if is_slideshow(self.item) else None

    def write_into(self, story: Story) -> None:
        """Write it over whatever `story` (with section and edition) said before."""
        for name, value in self.words().items():
            setattr(story, name, value)
        story.version = self.row.version
        story.body = self.stream(story.edition)
        story.embargo_until = self.item.embargo
        story.source = self.source
        story.language = self.language_in(story)
        story.kind = self.kind or story.kind
        for name, value in self.lead_fields().items():
            setattr(story, name, value)

    def print_times(self, story: Story, *, for_readers: bool) -> None:
        """Set the printed times. An update is printed where readers know, or are to know, what was
        updated (`for_readers`); a draft is as new as its ruling version."""
        published = self.published
        updated = self.updated if for_readers and self.updated > published else None
        # Else publishing would print the present moment.
        story.minor_change = story.first_published_at is not None and updated == story.updated_at
        embargo = self.item.embargo
        as_draft = max(self.updated, embargo) if embargo else self.updated
        story.published_at = published if for_readers else as_draft
        story.updated_at = updated

    def topics(self, edition: Edition) -> list[Any]:
        """Topics of `edition` for its subjects."""
        return topics_for(self.item, edition)

    def lead_fields(self) -> dict[str, Any]:
        """The picture that leads and the words below it: story field -> value."""
        lead = self._lead or {"picture": None, "caption": "", "credit": ""}
        return {
            "lead_picture_id": lead["picture"],
            "lead_caption": lead["caption"],
            "lead_credit": lead["credit"],
        }
