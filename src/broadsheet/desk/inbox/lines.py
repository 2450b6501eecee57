"""What the rows of a list show, in words, and each row as it stands on the page.

Templates are slow at small things, a page of columns has hundreds of rows, and open inboxes ask for
the same ones again and again: what says the same as a moment ago is not rendered anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name

from broadsheet.desk.inbox.rows import Row
from broadsheet.desk.moments import day_and_time
from broadsheet.desk.templatetags.wire import wire_status, wire_type
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

SLUG_LENGTH = 40
# Rows that a process remembers: about two kilobytes each.
REMEMBERED = 2000


@dataclass(frozen=True)
class Opening:
    """A way to one dispatch, and what became of it."""

    key: str
    url: str
    title: str
    state: str
    taken_by: str
    provider: str = ""


@dataclass(frozen=True)
class Line:
    """Everything that one row shows; what is empty is not shown."""

    item: Opening
    css: str
    head: str
    stamp: str
    urgency: str
    language: str
    alarm: str
    is_unread: bool
    arrived_at: str
    arrived: str
    slug: str
    facts: tuple[str, ...]
    status: str
    compare: str
    alike: tuple[Opening, ...]


def rendered(row: Row, *, with_provider: bool) -> SafeString:
    """`row` as HTML, with its agency's name where others stand beside it."""
    return _rendered(line_of(row, with_provider=with_provider), get_language())


@lru_cache(maxsize=REMEMBERED)
def _rendered(line: Line, language: str | None) -> SafeString:
    # The active language is what the template takes beside the line.
    return render_to_string("desk/inbox/row.html", {"line": line})


def line_of(row: Row, *, with_provider: bool) -> Line:
    """Everything that `row` shows, with its agency's name where others stand beside it."""
    one = row.dispatch
    unusual = one.pubstatus != "usable" and not row.has_alarm
    return Line(
        item=_opening(one, with_provider=with_provider),
        css=" ".join(_classes(row)),
        head=str(one.head_id),
        stamp=row.stamp,
        urgency=str(one.urgency) if one.urgency else "",
        language=one.language,
        alarm=str(Dispatch.Alarm(one.alarm).label) if row.has_alarm else "",
        is_unread=not one.read_at,
        arrived_at=timezone.localtime(one.arrived_at).isoformat(),
        arrived=day_and_time(one.arrived_at, with_year=False),
        slug=_slug(one),
        facts=tuple(_facts(one)),
        status=str(wire_status(one.pubstatus)) if unusual else "",
        compare=reverse("desk_wire_compare", args=[row.story.story_id])
        if row.story and row.waits
        else "",
        alike=tuple(_opening(each, with_provider=True) for each in row.alike),
    )


def _opening(one: Dispatch, *, with_provider: bool) -> Opening:
    is_new = one.state == Dispatch.State.NEW
    return Opening(
        key=str(one.pk),
        url=_address(one.pk),
        title=str(one),
        state="" if is_new else str(Dispatch.State(one.state).label),
        taken_by=user_display_name(one.taken_by) if one.taken_by and not is_new else "",
        provider=one.provider.name if with_provider else "",
    )


@lru_cache(maxsize=4 * REMEMBERED)
def _address(key: int) -> str:
    return reverse("desk_wire_item", args=[key])


def _classes(row: Row) -> Iterator[str]:
    yield "desk-item"
    if not row.dispatch.read_at:
        yield "desk-item--unread"
    if row.has_alarm:
        yield "desk-item--alarm"
    yield f"desk-item--{row.dispatch.state}"


def _slug(one: Dispatch) -> str:
    if not one.headline or one.slugline == one.headline:
        return ""
    if len(one.slugline) <= SLUG_LENGTH:
        return one.slugline
    return str(Truncator(one.slugline).chars(SLUG_LENGTH))


def _facts(one: Dispatch) -> Iterator[str]:
    if one.type != "text":
        yield str(wire_type(one.type))
    if one.words:
        yield ngettext("%(counter)s word", "%(counter)s words", one.words) % {"counter": one.words}
    if one.pictures:
        told = ngettext("%(counter)s picture", "%(counter)s pictures", one.pictures)
        yield told % {"counter": one.pictures}
    if one.versions > 1:
        told = ngettext("%(counter)s version", "%(counter)s versions", one.versions)
        yield told % {"counter": one.versions}
    if one.embargo:
        yield f"{_('embargo')} {day_and_time(one.embargo, with_year=False)}"
