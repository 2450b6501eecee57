"""What `broadsheet check` says of the counting of reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone

from broadsheet.popularity.models import CountedApart, PlaceMinutes, Reckoning
from broadsheet.popularity.windows import minute_of
from broadsheet.site.reads_health import reads_findings
from tests.conftest import TestPaper

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
