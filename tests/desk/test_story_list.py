"""The list of stories: what it shows, whom it asks, and how fast it can be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Workflow

from broadsheet.desk.set_up import WORKFLOW
from broadsheet.desk.story_list.states import COUNT_LIMIT, State, Waiting, in_state, state_of
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import SourceFactory, StoryFactory, make_stories, publish
from tests.plans import plan_of, reads_everything, sorts

LIST = "/desk/stories/"
AtDesk = Callable[[User], Client]


@pytest.fixture
def one_of_each(paper: TestPaper, people: People) -> dict[str, Story]:
    """A story in each state."""
    hour = timedelta(hours=1)
    now = timezone.now()
    drafts = ("draft", "review", "scheduled")
    found = {one: publish(paper.politics) for one in State.values if one not in drafts}
    for name in drafts:
        found[name] = StoryFactory(section=paper.politics)
        found[name].save_revision()
    Workflow.objects.get(name=WORKFLOW).start(found["review"], people.reporter)
    scheduled = found["scheduled"]
    scheduled.go_live_at = now + hour
    scheduled.save_revision().publish()
    Story.objects.filter(pk=found["embargoed"].pk).update(embargo_until=now + hour)
    Story.objects.filter(pk=found["expired"].pk).update(live=False, expired=True)
    Story.objects.filter(pk=found["killed"].pk).update(live=False, killed_at=now)
    found["changed"].headline = "A newer headline"
    found["changed"].save_revision()
    return {name: Story.objects.get(pk=story.pk) for name, story in found.items()}


def test_each_state_is_told_and_filtered(one_of_each: dict[str, Story]) -> None:
    waiting = Waiting()
    for name, story in one_of_each.items():
        assert state_of(story, waiting) == name
        assert list(in_state(Story.objects.all(), name, waiting)) == [story], name


def test_list_shows_what_a_duty_editor_needs(
    one_of_each: dict[str, Story], people: People, at_desk: AtDesk
) -> None:
    page = at_desk(people.chief_editor).get(LIST)
    assert page.status_code == 200
    text = page.content.decode()
    for label in ("In review", "Scheduled", "Embargoed", "Live + draft", "Killed", "Expired"):
        assert label in text
    live = one_of_each["live"]
    assert f'href="{live.path}"' in text
    assert live.slug in text
    assert f"/desk/stories/kill/{live.pk}/" in text
    assert f"/desk/stories/lift/{one_of_each['killed'].pk}/" in text


def test_names_keep_their_own_direction(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    publish(paper.politics, headline="41 مقابل 22")
    text = at_desk(people.chief_editor).get(LIST).content.decode()
    cell = text[text.index("title-wrapper") :]
    assert cell.index("<bdi>") < cell.index("41 مقابل 22") < cell.index("</bdi>")
    assert "1 story" in text


def test_rows_offer_only_what_is_allowed(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    own, other = publish(paper.politics), publish(paper.science)
    text = at_desk(people.section_editor).get(LIST).content.decode()
    assert f"/desk/stories/edit/{own.pk}/" in text
    assert f"/desk/stories/kill/{own.pk}/" in text
    assert f"/desk/stories/edit/{other.pk}/" not in text
    assert f"/desk/stories/kill/{other.pk}/" not in text
    assert f"/desk/stories/inspect/{other.pk}/" in text


@pytest.mark.parametrize("state", State.values)
def test_state_filter(
    one_of_each: dict[str, Story], people: People, at_desk: AtDesk, state: str
) -> None:
    page = at_desk(people.chief_editor).get(LIST, {"state": state})
    assert list(page.context_data["page_obj"].object_list) == [one_of_each[state]]


def test_other_filters(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    source = SourceFactory()
    wanted = publish(
        paper.science,
        kind="video",
        source=source,
        editor="Wang Fan",
        language="ja",
        created_by=people.chief_editor,
    )
    publish(paper.politics)
    client = at_desk(people.chief_editor)
    for query in (
        {"section": paper.science.pk},
        {"kind": "video"},
        {"source": source.pk},
        {"editor": "Wang Fan"},
        {"language": "ja"},
        {"mine": "begun"},
    ):
        page = client.get(LIST, query)
        assert list(page.context_data["page_obj"].object_list) == [wanted], query
    assert len(client.get(LIST, {"edition": paper.edition.pk}).context_data["page_obj"]) == 2
    day = f"{timezone.now():%Y-%m-%d}"
    tomorrow = f"{timezone.now() + timedelta(days=2):%Y-%m-%d}"
    assert len(client.get(LIST, {"published_at_from": day}).context_data["page_obj"]) in {1, 2}
    assert (
        not client.get(LIST, {"published_at_from": tomorrow}).context_data["page_obj"].object_list
    )


def test_language_of_the_edition_is_found_too(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    story = publish(paper.politics)
    page = at_desk(people.chief_editor).get(LIST, {"language": "en"})
    assert list(page.context_data["page_obj"].object_list) == [story]


def test_search_by_word_slug_slugline_and_address(
    paper: TestPaper,
    people: People,
    at_desk: AtDesk,
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        wanted = publish(
            paper.politics, headline="潮信报说渡轮停航", slugline="ZZ-STOP", slug="tide-news"
        )
        publish(paper.politics)
    client = at_desk(people.chief_editor)
    for query in ("渡轮", "tide-n", "ZZ-", wanted.path, f"http://news.example{wanted.path}"):
        page = client.get(LIST, {"q": query})
        assert list(page.context_data["page_obj"].object_list) == [wanted], query
    nothing = client.get(LIST, {"q": "zeppelin"})
    assert "No story matches" in nothing.content.decode()


def test_order_is_kept_in_the_session(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    publish(paper.politics, headline="Anchor")
    publish(paper.politics, headline="Zephyr")
    client = at_desk(people.chief_editor)
    client.get(LIST, {"ordering": "-headline"})
    rows = [story.headline for story in client.get(LIST).context_data["page_obj"]]
    assert rows == ["Zephyr", "Anchor"]
    client.get(LIST, {"ordering": "section__title; drop"})
    assert client.get(LIST).context_data["view"].ordering == "-headline"


def test_counts_stop_at_the_limit(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    make_stories(paper.politics, COUNT_LIMIT + 5)
    page = at_desk(people.chief_editor).get(LIST)
    counts = {one["value"]: one["count"] for one in page.context_data["state_counts"]}
    assert counts["live"] == "1,000+"
    assert counts["killed"] == "0"
    assert "1,000+" in page.context_data["count_label"]


def test_number_of_queries_does_not_grow_with_the_rows(
    paper: TestPaper, people: People, at_desk: AtDesk
) -> None:
    client = at_desk(people.section_editor)
    make_stories(paper.politics, 3, touched_by=people.chief_editor)
    client.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(LIST)
    for number, story in enumerate(make_stories(paper.science, 60, touched_by=people.reporter)):
        Story.objects.filter(pk=story.pk).update(slug=f"other-{number}")
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)
    assert len(many) <= 45


def test_pages_without_a_count(paper: TestPaper, people: People, at_desk: AtDesk) -> None:
    make_stories(paper.politics, 120)
    client = at_desk(people.chief_editor)
    first = client.get(LIST).context_data["page_obj"]
    assert first.has_next()
    assert len(first) == 50
    last = client.get(LIST, {"p": 3}).context_data["page_obj"]
    assert not last.has_next()
    assert len(last) == 20
    assert client.get(LIST, {"p": "99"}).context_data["page_obj"].number == 1


def test_a_query_without_an_index_would_be_noticed(paper: TestPaper) -> None:
    make_stories(paper.politics, 400)
    with CaptureQueriesContext(connection) as queries:
        list(Story.objects.filter(kicker="Analysis").order_by("dateline"))
    plan = plan_of(queries[0]["sql"])
    assert reads_everything(plan, "stories_story")
    assert sorts(plan)


@pytest.mark.parametrize("ordering", ["", "-touched_at", "-published_at", "headline"])
@pytest.mark.parametrize(
    "query",
    [
        "",
        *(f"state={state}" for state in State.values),
        "section={section}",
        "kind=video",
        "source={source}",
        "editor=Wang+Fan",
        "language=en",
        "edition={edition}",
        "published_at_from=2020-01-01&published_at_to=2020-02-01",
        "mine=begun",
        "q=number",
    ],
)
def test_every_list_query_uses_an_index(
    paper: TestPaper, people: People, at_desk: AtDesk, query: str, ordering: str
) -> None:
    source = SourceFactory()
    make_stories(paper.politics, 400, source=source, language="en")
    client = at_desk(people.chief_editor)
    filled = query.format(section=paper.politics.pk, source=source.pk, edition=paper.edition.pk)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{LIST}?{filled}&ordering={ordering}")
    plans = {
        sql: plan_of(sql)
        for sql in (entry["sql"] for entry in queries)
        if sql.startswith("SELECT") and '"stories_story"' in sql
    }
    assert plans
    for sql, plan in plans.items():
        assert not reads_everything(plan, "stories_story"), f"{plan}\n{sql}"
        if "LIMIT 51" in sql and not ordering.strip("-").startswith(("headline", "published")):
            # What waits or is found is looked up by its keys: few rows, sorted in memory.
            few = " IN (" in sql or "embargo" in plan
            assert few or not sorts(plan), f"{plan}\n{sql}"
