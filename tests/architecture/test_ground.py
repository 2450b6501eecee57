"""What tests share is as it was laid, for each of them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from broadsheet.stories.models import Edition, Section
from tests.conftest import GROUND, TestPaper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_a_test_has_done_is_undone(paper: TestPaper, turn: str) -> None:
    assert Edition.objects.get().name == paper.edition.name == "The Test Tidings"
    assert Section.objects.count() == 2
    paper.edition.name = turn
    paper.edition.save()
    paper.science.delete()


def test_a_course_stands_only_for_those_who_ask_for_it(paper: TestPaper) -> None:
    assert GROUND.found("paper").edition == paper.edition
    assert GROUND.found("people") is None
    assert not User.objects.exists()


def test_who_asks_for_no_paper_has_none() -> None:
    assert GROUND.found("paper") is None
    assert not Edition.objects.exists()
