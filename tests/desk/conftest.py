"""The people of the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.test import Client

from broadsheet.desk.models import SectionAssignment
from broadsheet.desk.set_up import (
    ADMINISTRATOR,
    CHIEF_EDITOR,
    PHOTO_DESK,
    REPORTER,
    SECTION_EDITOR,
)
from tests.conftest import TestPaper
from tests.factories import user_in


@dataclass
class People:
    """One account of each role; the section editor has Politics."""

    __test__ = False
    reporter: User
    section_editor: User
    chief_editor: User
    photo_desk: User
    administrator: User


@pytest.fixture
def people(paper: TestPaper) -> People:
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


@pytest.fixture
def at_desk(client: Client) -> Callable[[User], Client]:
    """A function that signs somebody in and returns the client."""

    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
