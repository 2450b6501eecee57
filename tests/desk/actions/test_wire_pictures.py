"""Pictures that come with a story, after it, or as a slideshow."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.desk.models import PictureFromWire, RoutingRule
from broadsheet.stories.models import Picture, Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import WirePicture
from broadsheet.wire.pictures.keeping import put
from broadsheet.wire.signals import picture_fetched
from tests.conftest import TestPaper
from tests.factories.pictures import picture_file
from tests.factories.users import UserFactory
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db
HARBOUR, QUAY = "https://pictures.example/harbour.jpg", "https://pictures.example/quay.jpg"


@pytest.fixture(autouse=True)
def _published(paper: TestPaper) -> None:
    """What Tide Wire delivers goes out at once, in Politics."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(name="All", section=paper.politics, action="publish")


def deliver(version: str = "1", guid: str = GUID, **fields: Any) -> Story | None:
    delivery = receive(provider_named("Tide Wire"), "item.json", ninjs(version, guid, **fields))
    take_in(delivery)
    delivery.refresh_from_db()
    assert not delivery.error
    return Story.objects.filter(guid=guid).first()


def picture(href: str, **fields: Any) -> dict[str, Any]:
    rendition = {"href": href, "mimetype": "image/jpeg", "width": 640, "height": 427}
    return {"type": "picture", "renditions": {"original": rendition}, **fields}


def fetch(href: str, colour: tuple[int, int, int] = (90, 120, 140)) -> None:
    """The clock has fetched what lies at `href`, for whoever has it."""
    content = picture_file(colour=colour).read()
    for row in WirePicture.objects.filter(href=href):
        put(row, content)
        picture_fetched.send(sender=WirePicture, picture=row)


def featured(href: str = HARBOUR) -> dict[str, Any]:
    return {
        "featuremedia": picture(
            href, description_text="Boats at the quay.", byline="Joss Tarrant", copyrightholder="T"
        )
    }


def test_a_story_waits_for_no_picture() -> None:
    story = deliver(associations=featured())
    assert (story.live, story.lead_picture) == (True, None)
    fetch(HARBOUR)
    story.refresh_from_db()
    assert story.lead_picture is not None
    assert story.lead_picture.caption == "Boats at the quay."
    assert story.lead_picture.creator == "Joss Tarrant"
    assert (story.live, story.has_unpublished_changes, story.updated_at) == (True, False, None)


def test_what_an_agency_says_of_how_a_picture_came_to_be_is_printed() -> None:
    made = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    drawn = picture(HARBOUR, digitalsourcetype={"uri": made, "name": "AI"})
    story = deliver(associations={"featuremedia": drawn})
    fetch(HARBOUR)
    story.refresh_from_db()
    assert story.lead_picture.digital_source == "trainedAlgorithmicMedia"


def test_how_a_text_came_to_be_says_nothing_of_its_pictures() -> None:
    edited = {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits"}
    story = deliver(digitalsourcetype=edited, associations=featured())
    fetch(HARBOUR)
    story.refresh_from_db()
    assert story.lead_picture.digital_source == ""


def test_the_same_bytes_make_one_picture() -> None:
    first = deliver(associations=featured())
    second = deliver("1", "tag:second", associations=featured(QUAY))
    fetch(HARBOUR)
    fetch(QUAY)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.lead_picture == second.lead_picture
    assert (Picture.objects.count(), PictureFromWire.objects.count()) == (1, 1)


def test_a_story_that_the_desk_has_touched_keeps_its_pictures() -> None:
    story = deliver(associations=featured())
    story.save_revision(user=UserFactory()).publish()
    fetch(HARBOUR)
    story.refresh_from_db()
    assert story.lead_picture is None
    # The desk finds it in its library.
    assert Picture.objects.get().caption == "Boats at the quay."


def test_a_picture_that_is_withdrawn_goes_with_the_version() -> None:
    story = deliver(associations=featured())
    fetch(HARBOUR)
    story = deliver("2")
    assert story.lead_picture is None


def test_a_slideshow_becomes_a_gallery() -> None:
    slides = {
        "first": picture(HARBOUR, description_text="The harbour."),
        "second": picture(QUAY, description_text="The quay.", creditline="Tide Wire"),
    }
    story = deliver(type="composite", headline="The day in pictures", associations=slides)
    fetch(QUAY, (9, 9, 9))
    fetch(HARBOUR)
    story = Story.objects.get(pk=story.pk)
    assert (story.kind, story.live) == ("gallery", True)
    (gallery,) = [block.value for block in story.body if block.block_type == "gallery"]
    assert [one["caption"] for one in gallery["pictures"]] == ["The harbour.", "The quay."]
    assert gallery["pictures"][1]["credit"] == "Tide Wire"
    assert story.lead_picture == gallery["pictures"][0]["picture"]


def test_a_slideshow_without_a_word_waits_for_its_first_picture() -> None:
    slides = {"first": picture(HARBOUR), "second": picture(QUAY)}
    story = deliver(type="composite", headline="In pictures", body_xhtml=None, associations=slides)
    assert not story.live
    fetch(HARBOUR)
    assert Story.objects.get(pk=story.pk).live


@pytest.mark.parametrize("fetched_first", [True, False])
def test_a_canceled_picture_leaves_every_story(fetched_first: bool) -> None:
    associations = {"featuremedia": picture(HARBOUR, uri="tag:picture")}
    story = deliver(associations=associations)
    touched = deliver("1", "tag:second", associations=associations)
    if fetched_first:
        fetch(HARBOUR)
        touched.refresh_from_db()
        touched.save_revision(user=UserFactory()).publish()
        assert Story.objects.filter(lead_picture__isnull=False).count() == 2
    deliver("2", "tag:picture", type="picture", body_xhtml=None, pubstatus="canceled")
    fetch(HARBOUR)
    deliver("2", associations=associations)
    assert not Picture.objects.exists()
    assert not Story.objects.filter(lead_picture__isnull=False).exists()
    assert (Story.objects.get(pk=story.pk).live, Story.objects.count()) == (True, 2)


def test_a_kill_of_the_story_leaves_its_picture_to_the_library() -> None:
    deliver(associations=featured())
    fetch(HARBOUR)
    deliver("2", pubstatus="canceled")
    assert Story.objects.get().is_killed
    assert Picture.objects.exists()
