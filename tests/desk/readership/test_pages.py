"""The page of an edition's readers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.set_up import CHIEF_EDITOR
from broadsheet.popularity.models import Reason
from broadsheet.stories.models import Edition
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.desk.readership.conftest import DAY, HOUR, MINUTE, Counted, text
from tests.desk.test_story_list import AtDesk
from tests.factories import found_test_edition, make_section, make_stories, publish, user_in

pytestmark = pytest.mark.django_db
READERS, FIGURES = "/desk/readers/", "/desk/readers/figures/"


def ranks(page: str) -> list[str]:
    """The headlines of the list, from the top."""
    return re.findall(r'/desk/readers/story/\d+/"[^>]*><bdi>([^<]*)', page)


def test_addresses_lie_below_the_desk() -> None:
    assert [reverse("desk_readers"), reverse("desk_readers_figures")] == [READERS, FIGURES]


@pytest.mark.parametrize("role", ["reporter", "section_editor", "chief_editor", "photo_desk"])
def test_everybody_at_the_desk_may_see(
    people: People, at_desk: AtDesk, counted: Counted, role: str
) -> None:
    client = at_desk(getattr(people, role))
    assert "Nothing had to be left out" in text(client, READERS)
    assert f'"{READERS}"' in text(client, "/desk/")


def test_nobody_sees_who_may_not_see_stories(
    people: People, at_desk: AtDesk, counted: Counted
) -> None:
    story = publish(counted.paper.politics)
    people.reporter.groups.clear()
    people.reporter.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = at_desk(people.reporter)
    one = f"/desk/readers/story/{story.pk}/"
    for address in (
        *(READERS, FIGURES, f"{READERS}top.csv", f"{READERS}top.json"),
        *(one, f"{one}figures/", f"{one}curve.csv"),
    ):
        assert client.get(address).status_code == 302, address
    assert f'"{READERS}"' not in text(client, "/desk/")


def test_before_anything_was_counted(paper: TestPaper, reporter: Client) -> None:
    page = text(reporter, READERS)
    assert "Nothing has been counted yet." in page
    assert "desk-chart" not in page


def test_before_there_is_an_edition(at_desk: AtDesk) -> None:
    client = at_desk(user_in(CHIEF_EDITOR))
    assert not Edition.objects.exists()
    assert "There is no edition yet." in text(client, READERS)
    assert "Nothing has been counted yet." in text(client, FIGURES)
    assert client.get(f"{READERS}top.csv").status_code == 404


def test_what_is_read_now_in_words_in_a_drawing_and_in_a_table(
    reporter: Client, counted: Counted
) -> None:
    story = publish(counted.paper.politics)
    counted.read(story, 1204, 3 * MINUTE)
    counted.read(story, 7)
    counted.read(story, 500, 40 * MINUTE)
    page = text(reporter, READERS)
    assert "<strong>1,211</strong>" in page
    assert "In the last minute: 7." in page
    assert len(re.findall(r'<rect class="desk-chart__bar" x="[\d.]+%"', page)) == 30
    assert '<td class="desk-figure">1,204</td>' in page


def test_the_list_for_each_span(reporter: Client, counted: Counted) -> None:
    first, second, third = make_stories(counted.paper.politics, 3)
    counted.read(first, 5, 2 * MINUTE)
    counted.read(second, 50, 5 * HOUR)
    counted.read(third, 500, 3 * DAY)
    hour, day, week = (
        ranks(text(reporter, f"{READERS}?span={span}")) for span in ("hour", "day", "week")
    )
    assert hour == [first.headline]
    assert day == ranks(text(reporter, READERS)) == [second.headline, first.headline]
    assert week == [third.headline, second.headline, first.headline]


def test_movement_is_told_by_sign_and_in_words(reporter: Client, counted: Counted) -> None:
    up, down, new, same = make_stories(counted.paper.politics, 4)
    counted.read(same, 100, 2 * HOUR)
    counted.read(down, 10, 2 * HOUR)
    counted.read(up, 9, 2 * HOUR)
    counted.read(up, 9)
    counted.read(new, 5)
    page = " ".join(text(reporter, READERS).split())
    assert ranks(page) == [same.headline, up.headline, down.headline, new.headline]
    moves = re.findall(r'desk-move(?:--(\w+))?">(.*?)</td>', page)
    told = [(kind, " ".join(re.sub("<[^>]*>", " ", words).split())) for kind, words in moves]
    assert told == [
        ("", "= unchanged"),
        ("up", "▲ up 1"),
        ("down", "▼ down 1"),
        ("new", "new entry"),
    ]


def test_one_section_of_one_edition(reporter: Client, counted: Counted) -> None:
    here, there = publish(counted.paper.politics), publish(counted.paper.science)
    other = found_test_edition(code="ja", language="ja", name="潮報")
    far = publish(make_section(other, "Weather"), headline="Rain over Hask")
    for story in (here, there, far):
        counted.read(story, 3)
    assert len(ranks(text(reporter, READERS))) == 2
    section = counted.paper.science.pk
    assert ranks(text(reporter, f"{READERS}?section={section}")) == [there.headline]
    assert ranks(text(reporter, f"{READERS}?edition=ja")) == [far.headline]
    # A section of another edition says nothing.
    assert ranks(text(reporter, f"{READERS}?edition=ja&section={section}")) == [far.headline]


@pytest.mark.parametrize("query", ["edition=zz", "section=x", "section=999", "span=year", "span="])
def test_what_means_nothing_filters_nothing(reporter: Client, counted: Counted, query: str) -> None:
    story = publish(counted.paper.politics)
    counted.read(story, 3)
    assert ranks(text(reporter, f"{READERS}?{query}")) == [story.headline]


def test_what_was_killed_is_gone_from_the_list(reporter: Client, counted: Counted) -> None:
    story = publish(counted.paper.politics)
    counted.read(story, 3)
    KillStory(story, "A test").execute()
    assert ranks(text(reporter, READERS)) == []
    assert "No story that is public has been read in this time." in text(reporter, READERS)


def test_shares_of_sections_and_hosts(reporter: Client, counted: Counted) -> None:
    counted.read(publish(counted.paper.politics), 30, host="search.example")
    counted.read(publish(counted.paper.science), 10)
    page = text(reporter, READERS)
    for words in ("75 %", "25 %", "search.example", "directly, or not told"):
        assert words in page
    assert f"section={counted.paper.politics.pk}&amp;span=day" in page


def test_what_was_not_counted_is_said_in_one_line(reporter: Client, counted: Counted) -> None:
    counted.apart("robot", 12004)
    counted.apart("flood", 9)
    line = text(reporter, READERS).split("Not counted as reads")[1]
    assert "12,004 by robots; 9 too many from one reader." in line


def test_every_reason_has_its_words(reporter: Client, counted: Counted) -> None:
    for number, reason in enumerate(Reason, start=1):
        counted.apart(reason, number)
    line = text(reporter, READERS).split("Not counted as reads")[1].split("</p>")[0]
    assert line.count(";") == len(Reason) - 1


def test_a_clock_that_stands_still_is_told(reporter: Client, counted: Counted) -> None:
    assert "Counted up to" in text(reporter, READERS)
    counted.stop(timedelta(minutes=11))
    assert "Nothing has been counted since" in text(reporter, READERS)


def test_figures_are_sent_only_when_they_have_changed(reporter: Client, counted: Counted) -> None:
    story = publish(counted.paper.politics)
    counted.read(story, 3)
    plain = reporter.get(FIGURES)
    weak = reporter.get(FIGURES, headers={"Accept-Encoding": "gzip"})
    assert weak["ETag"].startswith("W/")
    for etag in (plain["ETag"], weak["ETag"]):
        assert reporter.get(FIGURES, headers={"If-None-Match": etag}).status_code == 304
    counted.read(story, 1)
    assert reporter.get(FIGURES, headers={"If-None-Match": plain["ETag"]}).status_code == 200


def test_the_page_is_no_heavier_than_its_stories(
    reporter: Client, counted: Counted, django_assert_max_num_queries: object
) -> None:
    for story in make_stories(counted.paper.politics, 30):
        counted.read(story, 3)
    reporter.get(FIGURES)
    # Curves and ranks are found out once a minute; the rest is the same however many there are.
    with django_assert_max_num_queries(28):  # type: ignore[operator]
        reporter.get(FIGURES)


def test_nothing_has_a_style_or_a_script_of_its_own(reporter: Client, counted: Counted) -> None:
    counted.read(publish(counted.paper.politics), 3)
    fragment = text(reporter, FIGURES)
    assert " style=" not in fragment
    assert "<script" not in fragment
