"""What the inbox shows of one dispatch: the version asked for, and all that surrounds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse

from broadsheet.desk.held_parts import Part, held_parts, pages_showing
from broadsheet.desk.inbox.access import sections_for
from broadsheet.desk.inbox.rows import Row, rows_of
from broadsheet.desk.permissions import story_policy
from broadsheet.desk.routing.router import suggest
from broadsheet.desk.wire_copy import WireCopy
from broadsheet.desk.wire_opening import body_below_titles
from broadsheet.desk.wire_pictures import KINDS
from broadsheet.formats.item import Block, Item
from broadsheet.stories.models import Section, Story
from broadsheet.wire.models import Dispatch, WireItem, WirePicture

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_VERSIONS = 50
MOST_PICTURES = 12


@dataclass
class Preview:
    """One dispatch as `user` sees it; `version` is the one to be shown (None: the ruling one)."""

    dispatch: Dispatch
    user: User
    version: WireItem | None = None

    @property
    def shown(self) -> WireItem:
        """The version that is shown."""
        return self.version or self.dispatch.head

    @cached_property
    def item(self) -> Item:
        """What it says."""
        return self.shown.read()

    @cached_property
    def row(self) -> Row:
        """Its row in a list, with those that tell the same."""
        return rows_of([self.dispatch])[0][0]

    @cached_property
    def versions(self) -> list[WireItem]:
        """The versions that have come, the last first; none where there is but one."""
        if self.dispatch.versions < 2:
            return []
        same = WireItem.objects.filter(provider=self.dispatch.provider_id, guid=self.dispatch.guid)
        return list(same.defer("item").order_by("-received_at", "-pk")[:MOST_VERSIONS])

    @cached_property
    def pictures(self) -> list[WirePicture]:
        """The pictures that have come."""
        found = self.dispatch.wire_pictures.filter(state=WirePicture.State.FETCHED)
        return list(found.order_by("position")[:MOST_PICTURES])

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture and nothing else."""
        return self.dispatch.type in KINDS

    @cached_property
    def held_parts(self) -> list[Part]:
        """What it carries and must not show yet."""
        return held_parts(WireCopy(self.dispatch, self.item, self.shown))

    @cached_property
    def pages_showing(self) -> list[Story]:
        """Public stories that show the picture that it is."""
        return pages_showing(self.dispatch)

    @property
    def blocks(self) -> list[Block]:
        """The body below its titles, without places for pictures: nothing is loaded from an
        agency."""
        return [block for block in body_below_titles(self.item) if block.html]

    @property
    def people(self) -> str:
        """The byline, else who made it."""
        return self.item.byline or ", ".join(one.name for one in self.item.creators)

    @cached_property
    def story(self) -> Story | None:
        """The story that it has become."""
        if self.row.story is None:
            return None
        return Story.objects.filter(pk=self.row.story.story_id).first()

    @property
    def story_url(self) -> str:
        """The editor of that story for whoever may change it, else the page that shows it."""
        if self.story is None:
            return ""
        changes = story_policy.user_has_permission_for_instance(self.user, "change", self.story)
        name = Story.snippet_viewset.get_url_name("edit" if changes else "inspect")
        return reverse(name, args=[self.story.pk])

    @cached_property
    def place(self) -> Section | None:
        """Where the rules would put it."""
        found = suggest(self.dispatch.provider, self.dispatch.head.read())
        return found.section if found else None

    @cached_property
    def sections(self) -> list[Section]:
        """Where it may be put by hand."""
        return sections_for(self.user)

    @property
    def can_be_taken(self) -> bool:
        """Whether it could become a story, or is one that nobody has taken."""
        one = self.dispatch
        return one.is_news and not one.is_tombstone and (self.story is None or not one.taken_by_id)

    @property
    def can_be_published(self) -> bool:
        """Whether it could go out as it is."""
        one = self.dispatch
        usable = one.is_news and one.pubstatus == "usable"
        return usable and (self.story is None or not self.story.live)

    @property
    def can_be_dropped(self) -> bool:
        """Whether it can be set aside."""
        return self.dispatch.state == Dispatch.State.NEW
