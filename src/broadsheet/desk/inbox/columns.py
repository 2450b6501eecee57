"""A column: a list of the inbox with its title, and what tells whether it has changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from broadsheet.desk.inbox.asked import Asked, asked_from
from broadsheet.desk.inbox.emptiness import Emptiness, why_empty
from broadsheet.desk.inbox.lines import rendered
from broadsheet.desk.inbox.listing import LENGTH, Listed, listed
from broadsheet.desk.inbox.rows import Row, rows_of
from broadsheet.desk.models import WireView
from broadsheet.wire.models import Provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.utils.safestring import SafeString

# A column among others shows less of the past.
SHORT = 30


@dataclass
class Column:
    """What `user` sees of what is `asked`, from `before` on."""

    title: str
    asked: Asked
    user: User
    before: str = ""
    length: int = LENGTH

    @cached_property
    def listed(self) -> Listed:
        """The dispatches."""
        return listed(self.asked, self.user, self.before, self.length)

    @cached_property
    def rows(self) -> list[Row]:
        """The rows, groups folded."""
        return rows_of(self.listed.dispatches)[0]

    @property
    def rendered(self) -> Iterator[SafeString]:
        """The rows as they stand on the page."""
        with_provider = not self.asked.provider
        return (rendered(row, with_provider=with_provider) for row in self.rows)

    @cached_property
    def emptiness(self) -> Emptiness:
        """Why nothing is there, where nothing is."""
        return why_empty(self.asked)

    @property
    def etag(self) -> str:
        """Changes with whatever a row shows, and with nothing else."""
        stamps = " ".join(row.stamp for row in self.rows) or self.emptiness
        return f'"{hashlib.blake2s(stamps.encode(), digest_size=12).hexdigest()}"'

    @property
    def url(self) -> str:
        """The page with this list alone."""
        return f"{reverse('desk_wire')}?{self.asked.query}"

    @property
    def rows_url(self) -> str:
        """The rows alone, to be asked for again and again."""
        asked = self.asked.query
        return f"{reverse('desk_wire_rows')}?{asked}{'&' if asked else ''}length={self.length}"

    @property
    def older_url(self) -> str:
        """The page that goes on where this one ends; empty at the end."""
        if not self.listed.older:
            return ""
        joint = "&" if self.asked.query else ""
        return f"{self.url}{joint}{urlencode({'before': self.listed.older})}"


def board(user: User) -> list[Column]:
    """The columns of `user`: the saved views that are kept as such, else one for each provider."""
    views = WireView.objects.seen_by(user).filter(is_column=True)
    columns = [(view.name, asked_from(QueryDict(view.query))) for view in views]
    if not columns:
        columns = [
            (one.name, Asked(provider=one.pk)) for one in Provider.objects.filter(active=True)
        ]
    found = [Column(title, asked, user, length=SHORT) for title, asked in columns]
    for column, rows in zip(
        found, rows_of(*(each.listed.dispatches for each in found)), strict=True
    ):
        column.rows = rows
    return found
