"""The first paper."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from django.db import connection
from django.test import Client

from broadsheet.site.cli.output import Output
from broadsheet.site.demo import load
from broadsheet.site.demo.newspaper import read_newspaper
from broadsheet.site.setup import paper as founding
from broadsheet.site.setup.accounts import first_account, new_password
from broadsheet.site.setup.paper import drawings_ahead, found_paper
from broadsheet.stories.models import Edition
from tests.conftest import TestPaper

pytestmark = pytest.mark.django_db


def test_without_the_demo_an_empty_paper_works(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROADSHEET_DEMO", "no")
    found_paper(Output())
    assert Edition.objects.get().is_default
    page = client.get("/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "The Paper" in text
    assert "No stories stand here yet." in text
    for path in ("/rss.xml", "/sitemap.xml", "/robots.txt", "/search/?q=tide", "/archive/"):
        assert client.get(path).status_code == 200, path
    assert client.get("/nothing/").status_code == 404


def test_where_there_is_a_paper_nothing_is_founded(
    paper: TestPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "load_demo", lambda *_: pytest.fail("the demo was loaded"))
    found_paper(Output())
    assert Edition.objects.get() == paper.edition


def test_nothing_is_drawn_ahead_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    for wanted in ("yes", "no"):  # Here are the tables of a paper already.
        monkeypatch.setenv("BROADSHEET_DEMO", wanted)
        with drawings_ahead() as drawings:
            assert drawings is None


def test_drawing_begins_before_there_are_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROADSHEET_DEMO", "yes")
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [])
    monkeypatch.setattr(founding, "Drawings", nullcontext)
    with drawings_ahead() as begun:
        assert begun == read_newspaper()


def test_first_account_is_made_once() -> None:
    user, password = first_account()
    assert user == "desk"
    assert password
    assert first_account() == ("", "")
    assert new_password("desk") != password
