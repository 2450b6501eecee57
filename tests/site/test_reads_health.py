"""What `broadsheet check` says of the counting of reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from broadsheet.plates import hit_logs
from broadsheet.plates.hits import FOLDER, SEEN
from broadsheet.popularity.models import CountedApart, MinuteReads, PlaceMinutes, Reckoning
from broadsheet.popularity.ranking import ranking
from broadsheet.popularity.rolling import roll_up
from broadsheet.popularity.windows import minute_of
from broadsheet.site.reads_health import reads_findings
from tests.conftest import TestPaper
from tests.popularity.readers import Read, Readers, old_stories

pytestmark = pytest.mark.django_db


def found(home: Path) -> dict[str, str]:
    """Findings by name: their state."""
    return {one.name: one.state for one in reads_findings(home)}


@pytest.mark.parametrize(
    ("floods", "reads", "is_told"), [(5000, 4000, True), (5000, 6000, False), (900, 0, False)]
)
def test_when_most_beacons_are_floods_it_is_told(
    paper: TestPaper, tmp_path: Path, floods: int, reads: int, is_told: bool
) -> None:
    minute = minute_of(timezone.now())
    Reckoning.objects.create(pk=1, until=minute)
    CountedApart.objects.create(hour=minute // 60, reason="flood", reads=floods)
    PlaceMinutes.objects.create(place_id=paper.edition.home.pk, minute=minute - 1, reads=reads)
    assert ("reads from one address" in found(tmp_path)) == is_told


NOW = 1_795_521_600


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """It stands at noon."""
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def test_a_machine_whose_roll_up_is_dead_is_named_and_the_list_hides(
    paper: TestPaper, tmp_path: Path, clock: time_machine.Coordinates
) -> None:
    stories = [story.pk for story in old_stories(paper.politics, 6)]
    homes = {node: tmp_path / node for node in ("east", "west")}
    for node, home in homes.items():
        Readers(home).send(*(Read(NOW, NOW, story, "a", node) for story in stories))
    for second, alive in ((62, {"east", "west"}), (602, {"east"}), (722, {"east"})):
        clock.move_to(NOW + second)
        for node in sorted(alive):
            roll_up(homes[node], NOW + second)
        behind = second == 722
        assert ranking(paper.edition).is_shown != behind, second
        assert ("reads of a machine" in found(homes["east"])) == behind
    (told,) = [one for one in reads_findings(homes["east"]) if one.name == "reads of a machine"]
    assert "west" in told.message
    # It counts again.
    clock.move_to(NOW + 782)
    for home in homes.values():
        roll_up(home, NOW + 782)
    assert ranking(paper.edition).is_shown
    # It is silent for good: nobody waits for longer than the list is long.
    for hours, is_shown in ((1, False), (23, False), (25, True)):
        clock.move_to(NOW + 3600 * hours)
        last = NOW + 3600 * hours - 120
        Readers(homes["east"]).send(*(Read(last, last, story, "b", "east") for story in stories))
        roll_up(homes["east"], NOW + 3600 * hours)
        assert ranking(paper.edition).is_shown == is_shown, hours


def test_a_log_that_can_not_be_read_stops_no_other(
    paper: TestPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: object
) -> None:
    stories = [story.pk for story in old_stories(paper.politics, 3)]
    readers = Readers(tmp_path)
    for process, story in enumerate(stories):
        readers.send(Read(NOW, NOW, story, "a", process=process))
    broken, *_others = readers.files()
    (hidden,) = set(hit_logs.read(broken)["story"].tolist())
    sound = hit_logs.read

    def read(file: Path) -> hit_logs.Records:
        if file == broken:
            raise OSError(5, "Input/output error")
        return sound(file)

    with monkeypatch.context() as patched:
        patched.setattr(hit_logs, "read", read)
        done = roll_up(tmp_path, NOW + 62)
        assert (done.logs, done.reads, done.passed_over) == (2, 2, 1)
        assert readers.files() == [broken]
        assert "reads passed over" not in found(tmp_path)
        roll_up(tmp_path, NOW + 600)
        assert found(tmp_path)["reads passed over"] == "warn"
    done = roll_up(tmp_path, NOW + 662)
    assert (done.logs, done.reads, done.passed_over) == (1, 1, 0)
    assert MinuteReads.objects.filter(story_id=hidden).count() == 1
    assert "reads passed over" not in found(tmp_path)


def test_what_lies_on_the_disk_is_told_before_it_is_too_much(
    paper: TestPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / FOLDER / "one" / SEEN / "1"
    folder.mkdir(parents=True)
    (folder / "2").write_bytes(bytes(1000))
    monkeypatch.setattr("broadsheet.popularity.health.MOST_BYTES", 2000)
    assert "room for reads" not in found(tmp_path)
    (folder / "3").write_bytes(bytes(1000))
    assert found(tmp_path)["room for reads"] == "warn"
