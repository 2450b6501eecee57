"""What the desk says before and after something was done with several stories."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import Client

from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import publish

BULK = "/desk/bulk/stories/story"
AtDesk = Callable[[User], Client]


def test_the_desk_says_how_many_and_leads_to_them(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    query = "&".join(f"id={publish(paper.politics).pk}" for _ in range(2))
    client = at_desk(people.chief_editor)
    answer = client.post(f"{BULK}/kill/?{query}", {"reason": "Hoax."})
    (said,) = (str(one) for one in get_messages(answer.wsgi_request))
    assert "2 stories are killed." in said
    assert 'href="/desk/stories/?state=killed"' in said


def test_only_what_is_serious_looks_serious(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = publish(paper.politics)
    client = at_desk(people.chief_editor)
    for action, serious in (("publish", False), ("kill", True)):
        page = client.get(f"{BULK}/{action}/?id={story.pk}").content.decode()
        assert ("button serious" in page) is serious, action


def test_the_bar_speaks_of_stories(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    publish(paper.politics)
    assert Story.objects.count() == 1
    page = at_desk(people.chief_editor).get("/desk/stories/").content.decode()
    assert 'data-bulk-action-footer="STORY"' in page
    assert 'data-desk-many="Stories chosen: %(objects)s"' in page
