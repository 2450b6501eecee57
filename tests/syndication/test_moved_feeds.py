"""Who has subscribed to a place goes on reading when its address changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from tests.conftest import TestPaper
from tests.factories import PersonFactory, TopicFactory, make_special

pytestmark = pytest.mark.django_db
SITE = settings.BROADSHEET_SITE_URL


def _rename(place: Any, slug: str, committed: Any) -> None:
    with committed(execute=True):
        place.slug = slug
        place.save_revision().publish()


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_feeds_of_a_renamed_section_and_special_lead_on(
    paper: TestPaper, client: Client, form: str, django_capture_on_commit_callbacks: Any
) -> None:
    special = make_special(paper.edition, slug="tide")
    _rename(paper.science, "research", django_capture_on_commit_callbacks)
    _rename(paper.science, "knowledge", django_capture_on_commit_callbacks)
    _rename(special, "flood", django_capture_on_commit_callbacks)
    for old, new in (
        (f"/science/{form}.xml", f"/knowledge/{form}.xml"),
        (f"/research/{form}.xml", f"/knowledge/{form}.xml"),
        (f"/tide/{form}.xml", f"/flood/{form}.xml"),
    ):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, f"{SITE}{new}")
        assert client.get(new).status_code == 200
    assert client.get(f"/nowhere/{form}.xml").status_code == 404


def test_a_section_that_is_renamed_back_has_its_own_feed(
    paper: TestPaper, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    for slug in ("research", "science"):
        _rename(paper.science, slug, django_capture_on_commit_callbacks)
    assert client.get("/science/rss.xml").status_code == 200
    assert client.get("/research/rss.xml")["Location"] == f"{SITE}/science/rss.xml"


@pytest.mark.parametrize("factory", [TopicFactory, PersonFactory])
def test_topics_and_people_lead_on_with_their_feeds(
    paper: TestPaper, client: Client, factory: Any
) -> None:
    listed = factory(edition=paper.edition, slug="潮水" * 20)
    first = listed.get_absolute_url()
    for slug in ("tides", "the-tides"):
        listed.slug = slug
        listed.save()
    second, last = (listed.get_absolute_url().replace("the-", word) for word in ("", "the-"))
    for old in (first, second):
        for name in ("", "rss.xml", "atom.xml"):
            answer = client.get(old + name)
            assert (answer.status_code, answer["Location"]) == (301, f"{SITE}{last}{name}")
    listed.slug = "潮水" * 20
    listed.save()
    assert client.get(first).status_code == 200
    assert client.get(last)["Location"] == f"{SITE}{first}"


def test_a_redirect_to_another_site_takes_no_feed_along(paper: TestPaper, client: Client) -> None:
    Redirect.objects.create(old_path="/gone", redirect_link="https://other.example/x/")
    assert client.get("/gone/").status_code == 301
    assert client.get("/gone/rss.xml").status_code == 404
