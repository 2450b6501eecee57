"""`broadsheet reads`."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from broadsheet.popularity.models import Node, Reckoning
from broadsheet.popularity.windows import minute_of
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.popularity.readers import Read, Readers, old_stories
from tests.site.cli.conftest import Run, lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(paper: TestPaper, tmp_path: Path, settings: object) -> list[Story]:
    """Two stories; five minutes ago three readers read the first and one the second."""
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    found = old_stories(paper.politics, 2)
    Story.objects.filter(pk=found[1].pk).update(headline="=1+1")
    then = int((timezone.now() - timedelta(minutes=5)).timestamp())
    readers = Readers(tmp_path)
    readers.send(*(Read(then, then, found[0].pk, who) for who in "abc"))
    readers.send(Read(then, then, found[1].pk, "a"))
    return found


def test_logs_are_counted_and_told(run: Run, stories: list[Story]) -> None:
    (before,) = lines(run("reads", "status", "--json"))
    assert (before["until"], before["logs"]) == (None, 1)
    (done,) = lines(run("reads", "roll-up", "--json"))
    assert done == {"logs": 1, "passed_over": 0, "beacons": 4, "reads": 4}
    result = run("reads", "status", "--json")
    (after,) = lines(result)
    assert (after["stale"], after["logs"], after["reads_of_an_hour"]) == (False, 0, 4)
    assert result.exit_code == 0


def test_counts_that_stand_still_end_with_status_1(run: Run, stories: list[Story]) -> None:
    run("reads", "roll-up")
    Reckoning.objects.update(until=minute_of(timezone.now()) - 12)
    result = run("reads", "status")
    assert result.exit_code == 1
    assert "too long ago" in result.stdout


def test_a_machine_that_is_gone_is_forgotten(
    paper: TestPaper, tmp_path: Path, run: Run, settings: object
) -> None:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    minute = minute_of(timezone.now())
    Reckoning.objects.create(pk=1, until=minute)
    Node.objects.create(name="web-2", until=minute - 100)
    status = run("reads", "status", "--json")
    assert status.exit_code == 1
    assert list(lines(status)[0]["behind"]) == ["web-2"]
    assert run("reads", "forget", "web-2").exit_code == 0
    assert run("reads", "status").exit_code == 0
    assert run("reads", "forget", "web-2").exit_code == 2


def test_the_list_is_exported(run: Run, stories: list[Story]) -> None:
    run("reads", "roll-up")
    first, second = lines(run("reads", "export", "--json"))
    assert (first["rank"], first["reads"], first["story"]) == (1, 3, stories[0].pk)
    assert second["headline"] == "=1+1"
    rows = list(csv.DictReader(io.StringIO(run("reads", "export", "--csv").stdout)))
    assert [row["reads"] for row in rows] == ["3", "1"]
    assert rows[1]["headline"] == "'=1+1"
    only = lines(run("reads", "export", "--json", "--section", "Politics", "--length", "1"))
    assert [one["story"] for one in only] == [stories[0].pk]


def test_what_does_not_exist_is_named(run: Run, stories: list[Story]) -> None:
    result = run("reads", "export", "--edition", "xx")
    assert result.exit_code == 2
    assert "there is en" in result.stderr
    assert "politics" in run("reads", "export", "--section", "Nowhere").stderr
    assert run("reads", "export", "--csv", "--json").exit_code == 2
