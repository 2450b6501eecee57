"""What an editor is told before publishing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.desk.warnings import warnings_of
from broadsheet.desk.warnings.headlines import width
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import (
    PictureFactory,
    SourceFactory,
    StoryFactory,
    TopicFactory,
    publish,
)


def codes(story: Story) -> set[str]:
    return {warning.code for warning in warnings_of(story)}


@pytest.fixture
def clean(paper: TestPaper) -> Story:
    """A story in which nothing stands out."""
    story = StoryFactory(section=paper.politics, source=SourceFactory(), editor="Wang Fan")
    story.topics.add(TopicFactory(edition=paper.edition))
    story.save()
    return story


def test_a_clean_story_has_no_warnings(clean: Story) -> None:
    assert warnings_of(clean) == []


def test_missing_fields(paper: TestPaper) -> None:
    story = StoryFactory(section=paper.politics, standfirst="", body=[])
    assert codes(story) == {"no-standfirst", "no-byline", "no-editor", "no-topic", "no-body"}


@pytest.mark.parametrize(
    ("kind", "code"), [("gallery", "no-gallery"), ("video", "no-clip"), ("live", "no-entries")]
)
def test_each_kind_needs_its_own(clean: Story, kind: str, code: str) -> None:
    clean.kind = kind
    assert codes(clean) == {code}


def test_headlines(clean: Story) -> None:
    clean.headline = "A" * 71
    assert codes(clean) == {"short-headline-missing"}
    clean.headline, clean.short_headline = "A" * 111, "B" * 71
    assert codes(clean) == {"headline-long", "short-headline-long"}
    assert width("潮信报 Tide") == 11


def test_pictures_without_credit_or_description(clean: Story) -> None:
    bare = PictureFactory(credit="", description="")
    clean.lead_picture = bare
    assert codes(clean) == {"no-credit", "no-alt"}
    clean.lead_credit = "Joss Tarrant"
    assert codes(clean) == {"no-alt"}
    clean.lead_picture = None
    value = {"picture": bare.pk, "caption": "", "credit": "", "alt": "A quay"}
    gallery = {"type": "gallery", "value": {"title": "", "pictures": [value]}}
    clean.body = [{"type": "picture", "value": value}, gallery]
    clean.save()
    found = warnings_of(Story.objects.get(pk=clean.pk))
    assert [warning.code for warning in found] == ["no-credit", "no-credit"]


def test_related_stories_that_are_not_public(clean: Story, paper: TestPaper) -> None:
    draft, live = StoryFactory(section=paper.science), publish(paper.science)
    clean.body = [{"type": "related", "value": {"title": "", "stories": [draft.pk, live.pk]}}]
    clean.save()
    found = warnings_of(Story.objects.get(pk=clean.pk))
    assert [warning.about for warning in found] == [str(draft.pk)]


def test_dead_links(clean: Story, paper: TestPaper, settings: Any) -> None:
    settings.BROADSHEET_SITE_URL = "https://tidings.example"
    live, draft = publish(paper.science), publish(paper.science)
    Story.objects.filter(pk=draft.pk).update(live=False)
    links = {
        live.path: True,
        f"https://tidings.example{live.path}": True,
        draft.path: False,
        "/politics/": True,
        "/politics/2020/01/01/never-was/": False,
        "/no-such-place/": False,
        "/topics/no-such-topic/": False,
        "https://elsewhere.example/no-such-place/": True,
        "mailto:desk@tidings.example": True,
        "#top": True,
    }
    markup = "".join(f'<p><a href="{href}">x</a></p>' for href in links)
    markup += f'<p><a linktype="page" id="{paper.politics.pk}">x</a></p>'
    markup += '<p><a linktype="page" id="999999">x</a></p>'
    clean.body = [{"type": "text", "value": markup}]
    clean.save()
    found = warnings_of(Story.objects.get(pk=clean.pk))
    dead = {warning.about for warning in found if warning.code == "dead-link"}
    assert dead == {href for href, alive in links.items() if not alive} | {"page 999999"}


def test_hours(clean: Story) -> None:
    now = timezone.now()
    clean.embargo_until = now + timedelta(hours=1)
    clean.rights_expire_at = now - timedelta(hours=1)
    clean.published_at = now - timedelta(hours=2)
    clean.updated_at = now - timedelta(hours=3)
    assert codes(clean) == {"embargo", "rights-over", "updated-before"}
