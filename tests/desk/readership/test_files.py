"""The figures as CSV and JSON."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from broadsheet.stories.models import Story
from tests.desk.readership.conftest import DAY, HOUR, MINUTE, Counted
from tests.factories import make_stories, publish

pytestmark = pytest.mark.django_db
TOP = "/desk/readers/top"


def table(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def whole(client: Client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def test_the_list_as_a_table(reporter: Client, counted: Counted) -> None:
    story = publish(counted.paper.politics, headline='Rain, "again"\u2028, 雨')
    counted.read(story, 12)
    (row,) = table(reporter, f"{TOP}.csv")
    assert (row["rank"], row["rank_an_hour_ago"], row["reads"]) == ("1", "", "12")
    assert row["headline"] == story.headline
    assert row["section"] == "Politics"
    assert row["address"].endswith(story.path)
    assert datetime.fromisoformat(row["published_at"]) == story.published_at


def test_the_list_for_a_script(reporter: Client, counted: Counted) -> None:
    for number, story in enumerate(make_stories(counted.paper.politics, 30)):
        counted.read(story, 30 - number)
    found = whole(reporter, f"{TOP}.json")
    assert (found["edition"], found["section"], found["window_minutes"]) == ("en", None, 1440)
    assert datetime.fromisoformat(found["counted_until"]) == counted.until
    assert [row["reads"] for row in found["rows"]] == list(range(30, 0, -1))


def test_the_same_filters_as_the_page(reporter: Client, counted: Counted) -> None:
    here, there = publish(counted.paper.politics), publish(counted.paper.science)
    counted.read(here, 3)
    counted.read(there, 3, 5 * HOUR)
    section = counted.paper.science.pk
    assert [row["story"] for row in whole(reporter, f"{TOP}.json?span=hour")["rows"]] == [here.pk]
    rows = table(reporter, f"{TOP}.csv?section={section}&span=week")
    assert [row["story"] for row in rows] == [str(there.pk)]
    answer = reporter.get(f"{TOP}.csv?section={section}&span=week")
    assert 'filename="readers-en-science-week.csv"' in answer["Content-Disposition"]


@pytest.mark.parametrize("headline", ["=1+1", "+7", "-2", "@SUM(A1)", "\t=1"])
def test_no_headline_is_a_formula(reporter: Client, counted: Counted, headline: str) -> None:
    story = publish(counted.paper.politics)
    Story.objects.filter(pk=story.pk).update(headline=headline)
    counted.read(story, 1)
    assert table(reporter, f"{TOP}.csv")[0]["headline"] == f"'{headline}"
    assert whole(reporter, f"{TOP}.json")["rows"][0]["headline"] == headline


def test_a_storys_curve(reporter: Client, counted: Counted) -> None:
    story = publish(counted.paper.politics)
    since = counted.until - DAY
    Story.objects.filter(pk=story.pk).update(first_published_at=since)
    counted.read(story, 4, MINUTE)
    counted.read(story, 2, 20 * HOUR)
    address = f"/desk/readers/story/{story.pk}/curve"
    rows = table(reporter, f"{address}.csv")
    assert sum(int(row["reads"]) for row in rows) == 6
    assert datetime.fromisoformat(rows[0]["since"]) == since
    found = whole(reporter, f"{address}.json")
    assert [row["reads"] for row in found["rows"]] == [int(row["reads"]) for row in rows]
    assert found["events"][0]["event"] == "Published"
    assert found["fronts"] == []
    last = whole(reporter, f"{address}.json?stretch=last")
    assert len(last["rows"]) == len(rows)


@pytest.mark.parametrize("form", ["xml", "html"])
def test_no_other_form(reporter: Client, counted: Counted, form: str) -> None:
    assert reporter.get(f"{TOP}.{form}").status_code == 404
    story = publish(counted.paper.politics)
    assert reporter.get(f"/desk/readers/story/{story.pk}/curve.{form}").status_code == 404
