"""The figures as files: what a table or a script reads."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import HttpResponse

from broadsheet.desk.readership.story_figures import StoryFigures
from broadsheet.desk.readership.top import TopStory

FORMS = ("csv", "json")
# A table would take a text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Rows = Iterable[Mapping[str, Any]]


def top_rows(rows: Iterable[TopStory]) -> list[dict[str, Any]]:
    """The list of the most read stories; times in UTC, ISO 8601."""
    return [
        {
            "rank": row.move.rank,
            "rank_an_hour_ago": row.move.before,
            "reads": row.move.reads,
            "story": row.story.pk,
            "headline": row.story.headline,
            "section": row.story.section.title,
            "kind": row.story.kind,
            "published_at": _utc(row.story.published_at),
            "address": row.story.full_url,
        }
        for row in rows
    ]


def curve_rows(figures: StoryFigures) -> list[dict[str, Any]]:
    """One story's reads by step; each begins at `since` (UTC, ISO 8601)."""
    series = figures.chart.series
    return [
        {"since": _utc(moment), "until": _utc(moment + series.step), "reads": reads}
        for moment, reads in series.points
    ]


def file_of(form: str, name: str, rows: Rows, columns: list[str], **about: Any) -> HttpResponse:
    """`rows` as CSV (UTF-8 with a mark, RFC 4180) or JSON, named `name`, to be kept.

    `about` stands before the rows in JSON; CSV has no place for it.
    """
    if form == "json":
        text = json.dumps(
            {**about, "rows": list(rows)}, ensure_ascii=False, indent=1, default=_plain
        )
        answer = HttpResponse(text, content_type="application/json")
    else:
        answer = HttpResponse(_csv(rows, columns), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _csv(rows: Rows, columns: list[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow({key: _safe(value) for key, value in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    is_formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if is_formula else value


def _plain(value: Any) -> str:
    return _utc(value) or "" if isinstance(value, datetime) else str(value)


def _utc(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None
