"""The people of the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.conftest import GROUND, TestPaper
from tests.factories.papers import People, hire_people


@pytest.fixture
def people(paper: TestPaper) -> People:
    """Each role has somebody."""
    return GROUND.found("people") or hire_people(paper)


@pytest.fixture
def at_desk(client: Client) -> Callable[[User], Client]:
    """A function that signs somebody in and returns the client."""

    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
