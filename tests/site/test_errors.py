"""Error pages when something is out of order."""

from __future__ import annotations

import logging
import sys

import pytest
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest
from django.test import Client

from broadsheet.site.errors import server_error
from broadsheet.site.logs import OutageInALine
from broadsheet.site.security import public_headers
from tests.conftest import TestPaper


@pytest.mark.parametrize("failure", [OperationalError, InterfaceError])
def test_a_database_that_does_not_answer_is_503(failure: type[Exception]) -> None:
    try:
        raise failure("the server closed the connection")
    except failure:
        response = server_error(HttpRequest())
    assert response.status_code == 503
    assert response["Retry-After"] == "20"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/politics/", "/desk/", "/desk/login/"])
def test_readers_get_it_whoever_asked_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(path: str) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("broadsheet.stories.middleware.edition_for_path", fail)
    client.raise_request_exception = False
    with caplog.at_level("ERROR", "django.request"):
        answer = client.get(path)
    assert answer.status_code == 503
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Retry-After"]
    (record,) = caplog.records
    said = "OperationalError: the server closed the connection"
    assert record.getMessage() == f"Service Unavailable: {path}: {said}"
    assert record.exc_info is None, "a line for each request, not a trace"


def test_anything_else_is_500() -> None:
    try:
        raise LookupError("a mistake of ours")
    except LookupError:
        response = server_error(HttpRequest())
    assert response.status_code == 500
    assert response["Cache-Control"] == "no-store"


def test_a_mistake_of_ours_is_logged_with_its_trace() -> None:
    try:
        raise LookupError("a mistake of ours")
    except LookupError:
        record = logging.LogRecord("a", 40, "", 0, "%s failed", ("/x/",), sys.exc_info())
    assert OutageInALine().filter(record)
    assert record.getMessage() == "/x/ failed"
    assert record.exc_info


@pytest.mark.django_db
def test_who_names_another_host_fills_no_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert not caplog.records


def test_djangos_own_redirects_bear_the_security_headers(paper: TestPaper, client: Client) -> None:
    answer = client.get("/politics")
    assert answer.status_code == 301
    assert {name for name, _value in public_headers()} <= set(answer.headers)
