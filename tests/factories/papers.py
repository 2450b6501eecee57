"""A small paper, and the people of its desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from broadsheet.desk.models import SectionAssignment
from broadsheet.desk.set_up import (
    ADMINISTRATOR,
    CHIEF_EDITOR,
    PHOTO_DESK,
    REPORTER,
    SECTION_EDITOR,
)
from broadsheet.stories.models import Edition, Section
from tests.factories.places import found_test_edition, make_section
from tests.factories.users import user_in


@dataclass
class TestPaper:
    """A small English edition."""

    __test__ = False
    edition: Edition
    politics: Section
    science: Section


@dataclass
class People:
    """One account of each role; the section editor has Politics."""

    __test__ = False
    reporter: User
    section_editor: User
    chief_editor: User
    photo_desk: User
    administrator: User


def found_test_paper() -> TestPaper:
    """An English edition at `/` in Asia/Shanghai with the sections Politics and Science."""
    edition = found_test_edition()
    return TestPaper(edition, make_section(edition), make_section(edition, "Science"))


def hire_people(paper: TestPaper) -> People:
    """Each role has somebody."""
    found = People(
        reporter=user_in(REPORTER, username="rita"),
        section_editor=user_in(SECTION_EDITOR, username="sena"),
        chief_editor=user_in(CHIEF_EDITOR, username="cato"),
        photo_desk=user_in(PHOTO_DESK, username="pim"),
        administrator=user_in(ADMINISTRATOR, username="ada"),
    )
    SectionAssignment.objects.create(user=found.section_editor, section=paper.politics)
    return found
