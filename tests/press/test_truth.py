"""A page that shows a thing bears its tag: change each thing in turn, and look at every page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.plates import PlateTree
from broadsheet.press.fingerprints import learn
from broadsheet.stories.models import (
    Byline,
    Edition,
    Embed,
    InformationPage,
    Person,
    Picture,
    Section,
    Source,
    Special,
    Story,
    Topic,
)
from tests.conftest import TestPaper
from tests.factories import (
    PersonFactory,
    PictureFactory,
    SourceFactory,
    StoryFactory,
    TopicFactory,
    make_special,
    publish,
)
from tests.press.conftest import press_everything, settle, untrue

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(paper: TestPaper) -> TestPaper:
    """Six stories that share people, topics, pictures and a special between them."""
    special = make_special(paper.edition)
    topic, person = TopicFactory(edition=paper.edition), PersonFactory(edition=paper.edition)
    source = SourceFactory()
    home = Edition.objects.get().home
    home.add_child(instance=InformationPage(title="About us", slug="about", show_in_menus=True))
    for number in range(6):
        story = StoryFactory(
            section=paper.politics if number % 2 else paper.science,
            headline=f"Ferry number {number} sails",
            source=source,
            lead_picture=PictureFactory() if number == 3 else None,
            urgency=3,
            published_at=timezone.now() - timedelta(hours=number),
        )
        story.topics.add(topic)
        story.specials.add(special)
        story.bylines.add(Byline(person=person))
        story.save()
        story.save_revision().publish()
    learn()
    return paper


def _retitle(page: Any) -> None:
    page.title = "Quite another title"
    page.save_revision().publish()


def _rename(model: Any, field: str) -> Callable[[], None]:
    def change() -> None:
        thing = model.objects.first()
        setattr(thing, field, "Quite another name")
        thing.save()

    return change


def _rewrite_story() -> None:
    story = Story.objects.get(headline="Ferry number 3 sails")
    story.headline = "The third ferry stays in port"
    story.save_revision().publish()


def _move_story() -> None:
    story = Story.objects.filter(section__slug="politics").first()
    story.section = Section.objects.get(slug="science")
    story.save_revision().publish()


def _pin() -> None:
    home = Edition.objects.get().home
    oldest = Story.objects.order_by("published_at").first()
    home.slots = [("lead", {"title": "", "count": 1, "pinned": [oldest]})]
    home.save_revision().publish()


# In this order: what goes, goes last.
CHANGES: dict[str, Callable[[], object]] = {
    "a story is rewritten": _rewrite_story,
    "a story moves to another section": _move_story,
    "a story is published": lambda: publish(Section.objects.get(slug="politics"), headline="New"),
    "a story is pinned": _pin,
    "a section has another title": lambda: _retitle(Section.objects.get(slug="politics")),
    "a special has another title": lambda: _retitle(Special.objects.get()),
    "an information page has another title": lambda: _retitle(InformationPage.objects.get()),
    "a topic is renamed": _rename(Topic, "name"),
    "a person is renamed": _rename(Person, "name"),
    "a source is renamed": _rename(Source, "name"),
    "a picture is described anew": _rename(Picture, "description"),
    "the edition is renamed": _rename(Edition, "name"),
    "an information page goes": lambda: InformationPage.objects.get().unpublish(),
    "a story is unpublished": lambda: Story.objects.order_by("pk")[2].unpublish(),
    "a story is killed": lambda: KillStory(Story.objects.order_by("pk")[3], "Wrong").execute(),
    "a story is deleted": lambda: Story.objects.order_by("pk")[5].delete(),
}


@pytest.mark.long
def test_every_page_is_true_after_every_change(full: TestPaper, tree: PlateTree) -> None:
    settle()
    paths = press_everything()
    assert len(paths) > 25
    assert untrue(paths) == []
    for name, change in CHANGES.items():
        before = {file: file.read_bytes() for file in tree.paths_on_disk()}
        change()
        settle()
        after = {file: file.read_bytes() for file in tree.paths_on_disk()}
        assert before != after, f"nothing was pressed when {name}"
        assert untrue(paths) == [], f"after {name}"


def test_what_is_killed_is_gone_from_every_plate_before_anything_stale_is_pressed(
    full: TestPaper, tree: PlateTree
) -> None:
    from broadsheet.press.queue import work

    settle()
    press_everything()
    story = Story.objects.get(headline="Ferry number 3 sails")
    showing = [file for file in tree.paths_on_disk() if b"Ferry number 3" in file.read_bytes()]
    assert len(showing) > 10
    KillStory(story, "Not so").execute()
    work()
    assert [f for f in tree.paths_on_disk() if b"Ferry number 3" in f.read_bytes()] == []
    marker = tree.root / story.path.strip("/") / "index.html.410"
    assert marker.exists()


def test_pinning_a_story_to_a_section_presses_no_story_again(
    full: TestPaper, tree: PlateTree
) -> None:
    from broadsheet.press.models import Plate

    settle()
    press_everything()
    section = Section.objects.get(slug="politics")
    section.slots = [("lead", {"title": "", "count": 1, "pinned": [Story.objects.first()]})]
    section.save_revision().publish()
    before = set(Plate.objects.filter(path__contains="/20").values_list("path", "pressed_at"))
    settle()
    after = set(Plate.objects.filter(path__contains="/20").values_list("path", "pressed_at"))
    assert before == after


def test_an_embed_that_is_known_at_last_is_printed(paper: TestPaper, tree: PlateTree) -> None:
    url = "https://vimeo.com/123"
    body = [{"type": "embed", "value": {"url": url, "title": "", "caption": ""}}]
    story = publish(paper.politics, body=body)
    press_everything()
    settle()
    now = timezone.now()
    Embed.objects.create(
        url=url, url_hash=Embed.hash_of(url), title="The tide", asked_at=now, keep_until=now
    )
    settle()
    assert b"The tide" in (tree.body(story.path) or b"")
