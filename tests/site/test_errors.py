"""Error pages when something is out of order."""

from __future__ import annotations

import pytest
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest
from django.test import Client

from broadsheet.site.errors import server_error


@pytest.mark.parametrize("failure", [OperationalError, InterfaceError])
def test_a_database_that_does_not_answer_is_503(failure: type[Exception]) -> None:
    try:
        raise failure("the server closed the connection")
    except failure:
        response = server_error(HttpRequest())
    assert response.status_code == 503


def test_readers_get_it_whoever_asked_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: str) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("broadsheet.stories.middleware.edition_for_path", fail)
    client.raise_request_exception = False
    assert client.get("/politics/").status_code == 503


def test_anything_else_is_500() -> None:
    try:
        raise LookupError("a mistake of ours")
    except LookupError:
        response = server_error(HttpRequest())
    assert response.status_code == 500
