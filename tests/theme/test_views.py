"""The app's files at their fixed addresses."""

from __future__ import annotations

from django.test import Client

from tests.conftest import TestPaper


def test_old_icon_address_leads_to_the_icon(paper: TestPaper, client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].endswith("favicon.svg")
