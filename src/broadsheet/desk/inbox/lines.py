"""What the rows of a list show, in words: made here at once, for templates are slow at small things
and a page of columns has hundreds of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name

from broadsheet.desk.inbox.rows import Row
from broadsheet.desk.moments import day_and_time
from broadsheet.desk.templatetags.wire import wire_status, wire_type
from broadsheet.wire.models import Dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

SLUG_LENGTH = 40


def line_of(row: Row, *, with_provider: bool) -> dict[str, Any]:
    """Everything that `row` shows, with its agency's name where others stand beside it."""
    one = row.dispatch
    return {
        **_link(one),
        "css": " ".join(_classes(row)),
        "head": str(one.head_id),
        "stamp": row.stamp,
        "urgency": str(one.urgency) if one.urgency else "",
        "language": one.language,
        "alarm": Dispatch.Alarm(one.alarm).label if row.has_alarm else "",
        "is_unread": not one.read_at,
        "provider": one.provider.name if with_provider else "",
        "arrived_at": timezone.localtime(one.arrived_at).isoformat(),
        "arrived": day_and_time(one.arrived_at, with_year=False),
        "slug": _slug(one),
        "facts": list(_facts(one)),
        "status": wire_status(one.pubstatus)
        if one.pubstatus != "usable" and not row.has_alarm
        else "",
        "compare": reverse("desk_wire_compare", args=[row.story.story_id])
        if row.story and row.waits
        else "",
        "alike": [{**_link(each), "provider": each.provider.name} for each in row.alike],
    }


def _link(one: Dispatch) -> dict[str, Any]:
    is_new = one.state == Dispatch.State.NEW
    return {
        "key": str(one.pk),
        "url": reverse("desk_wire_item", args=[one.pk]),
        "title": str(one),
        "state": "" if is_new else Dispatch.State(one.state).label,
        "taken_by": user_display_name(one.taken_by) if one.taken_by and not is_new else "",
    }


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


def _facts(one: Dispatch) -> Iterator[Any]:
    if one.type != "text":
        yield wire_type(one.type)
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
