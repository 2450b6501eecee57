"""Documents are as public as what links to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.stories.models import InformationPage, Story
from tests.conftest import TestPaper
from tests.factories import UserFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Any:
    file = ContentFile(b"%PDF-", name="report.pdf")
    return get_document_model().objects.create(title="Report", file=file)


def linking(paper: TestPaper, report: Any, **fields: Any) -> Story:
    link = f'<p><a linktype="document" id="{report.pk}">Read</a></p>'
    return publish(paper.politics, body=[("text", link)], **fields)


def asked(client: Client, url: str) -> tuple[int, str]:
    answer = client.get(url)
    answer.getvalue()
    return answer.status_code, answer.headers.get("Cache-Control", "")


def test_one_that_nothing_links_to_is_for_the_desk(
    paper: TestPaper, client: Client, report: Any
) -> None:
    assert asked(client, report.url)[0] == 404
    assert asked(client, report.file.url)[0] == 404
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert asked(client, report.url) == (200, "private, no-store")


def test_it_comes_and_goes_with_its_story(paper: TestPaper, client: Client, report: Any) -> None:
    story = linking(paper, report)
    assert asked(client, report.url) == (200, "no-cache")
    assert asked(client, report.file.url)[0] == 404
    KillStory(story, "Libel.").execute()
    assert asked(client, report.url)[0] == 404


def test_it_waits_for_the_embargo(paper: TestPaper, client: Client, report: Any) -> None:
    linking(paper, report, embargo_until=timezone.now() + timedelta(hours=1))
    assert asked(client, report.url)[0] == 404
    linking(paper, report)
    assert asked(client, report.url)[0] == 200


def test_a_draft_makes_it_no_more_public(paper: TestPaper, client: Client, report: Any) -> None:
    story = publish(paper.politics)
    link = f'<p><a linktype="document" id="{report.pk}">Read</a></p>'
    story.body = [("text", link)]
    revision = story.save_revision()
    assert asked(client, report.url)[0] == 404
    revision.publish()
    assert asked(client, report.url)[0] == 200


def test_a_page_of_information_links_to_it(paper: TestPaper, client: Client, report: Any) -> None:
    body = f'<p><a linktype="document" id="{report.pk}">Read</a></p>'
    about = InformationPage(title="About us", body=body)
    paper.edition.home.add_child(instance=about)
    assert asked(client, report.url)[0] == 200
    about.unpublish()
    assert asked(client, report.url)[0] == 404
