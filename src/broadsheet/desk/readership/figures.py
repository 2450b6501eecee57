"""What the page of an edition's readers shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.desk.readership.asked import Asked
from broadsheet.desk.readership.drawing import Chart, Series
from broadsheet.desk.readership.drawing.scale import percent
from broadsheet.desk.readership.top import TopStory, top_stories, with_curves
from broadsheet.popularity import ranking as reads
from broadsheet.popularity.models import Reason
from broadsheet.stories.models import Edition

NOW = 30
MINUTE = timedelta(minutes=1)
TOP = 20
MOST_SOURCES = 12
# Hosts beyond the first few hundred of an hour have been counted together.
OTHER_HOSTS = "*"
# Each is said with its number before it: “12,004 by robots”.
REASONS: dict[str, str | Promise] = {
    Reason.ROBOT: gettext_lazy("by robots"),
    Reason.FLOOD: gettext_lazy("too many from one reader"),
    Reason.FORGED: gettext_lazy("with an impossible time"),
    Reason.UNKNOWN: gettext_lazy("for stories that do not exist"),
    Reason.UNPUBLISHED: gettext_lazy("for stories that were not public"),
    Reason.MALFORMED: gettext_lazy("that made no sense"),
    Reason.PRERENDERED: gettext_lazy("of pages loaded ahead and not seen"),
    Reason.REPEATED: gettext_lazy("repeated"),
}


@dataclass(frozen=True)
class Part:
    """A part of all reads: its name, its number, its share in per cent and as a width."""

    name: str
    reads: int
    share: int
    width: str
    url: str = ""


class Figures:
    """The figures that are `asked` for, as they were counted last."""

    def __init__(self, asked: Asked, edition: Edition) -> None:
        self.asked = asked
        self.edition = edition

    @cached_property
    def until(self) -> datetime | None:
        """Reads are counted up to this moment; None before the first."""
        return reads.counted_until()

    @property
    def is_late(self) -> bool:
        """Whether that is longer ago than readers are shown a list for."""
        return self.until is not None and timezone.now() - self.until > reads.FRESH_FOR

    @cached_property
    def missing_since(self) -> datetime | None:
        """Since when the reads of one machine of several are missing, if they are."""
        return min(reads.nodes_behind(self.until).values(), default=None) if self.until else None

    @property
    def since(self) -> datetime:
        """The beginning of the span."""
        return (self.until or timezone.now()) - self.asked.span.length

    @cached_property
    def now(self) -> Chart:
        """Reads of the edition in the last half hour, by the minute."""
        return Chart(Series(reads.reads_by_minute(self.edition, minutes=NOW), MINUTE))

    @cached_property
    def top(self) -> list[TopStory]:
        """The stories most read in the span."""
        return with_curves(top_stories(self.asked, self.edition, TOP), self.asked.span)

    @cached_property
    def sources(self) -> list[Part]:
        """Hosts from which readers came in the span, the most first."""
        names = {"": _("directly, or not told"), OTHER_HOSTS: _("other hosts")}
        found = reads.sources(self.edition, self.since)
        parts = _parts((names.get(one.host, one.host), one.reads, "") for one in found)
        return parts[:MOST_SOURCES]

    @cached_property
    def sections(self) -> list[Part]:
        """Each section's part of the edition's reads in the span."""
        found = reads.section_shares(self.edition, self.since)
        return _parts((one.section.title, one.reads, self._of(one.section.pk)) for one in found)

    @cached_property
    def apart(self) -> list[tuple[int, str | Promise]]:
        """What was not counted in the span, of all editions, and why."""
        found = reads.counted_apart(self.since)
        return [(count, REASONS[reason]) for reason, count in found.items() if count]

    def _of(self, section: int) -> str:
        said = {"edition": self.edition.code, "section": section, "span": self.asked.span.key}
        return f"{reverse('desk_readers')}?{urlencode(said)}"


def _parts(found: Iterable[tuple[str, int, str]]) -> list[Part]:
    rows = list(found)
    whole = sum(count for _name, count, _url in rows) or 1
    return [
        Part(name, count, round(100 * count / whole), percent(count, whole), url)
        for name, count, url in rows
    ]
