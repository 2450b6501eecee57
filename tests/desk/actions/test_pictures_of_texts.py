"""A picture in a text that is a dispatch of its own as well: what rules that holds in the text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from broadsheet.desk.actions.refresh_from_wire import refresh_due
from broadsheet.desk.models import RoutingRule
from broadsheet.stories.models import Picture, Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import Dispatch, WirePicture
from broadsheet.wire.pictures.keeping import put
from broadsheet.wire.signals import picture_fetched
from tests.conftest import TestPaper
from tests.factories.pictures import picture_file
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db
TEXT, HARBOUR = "tag:text", "tag:harbour"
HREF = "https://pictures.example/harbour.jpg"
LATER = timezone.now().replace(microsecond=0) + timedelta(hours=5)
HELD = [{"embargoed": LATER.isoformat()}, {"pubstatus": "withheld"}]
RENDITIONS = {"original": {"href": HREF, "mimetype": "image/jpeg", "width": 640, "height": 427}}
FEATURED = {"uri": HARBOUR, "type": "picture", "renditions": RENDITIONS, "creditline": "Tide Wire"}


@pytest.fixture(autouse=True)
def _texts_are_published(paper: TestPaper) -> None:
    """Texts of Tide Wire go out at once, in Politics; its pictures stay in the inbox."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(name="All", section=paper.politics, action="publish", type="text")


def deliver(guid: str, version: str, **fields: Any) -> None:
    """It comes, and what it names is fetched."""
    delivery = receive(provider_named("Tide Wire"), "item.json", ninjs(version, guid, **fields))
    take_in(delivery)
    delivery.refresh_from_db()
    assert not delivery.error
    for row in WirePicture.objects.filter(dispatch__guid=guid, state="waiting"):
        put(row, picture_file(colour=(9, 90, 9)).read())
        picture_fetched.send(sender=WirePicture, picture=row)


def text(version: str = "1", picture: dict[str, Any] = FEATURED, **fields: Any) -> Story:
    deliver(TEXT, version, associations={"featuremedia": picture}, **fields)
    return story()


def picture(version: str, **fields: Any) -> None:
    deliver(HARBOUR, version, type="picture", body_xhtml=None, renditions=RENDITIONS, **fields)


def story() -> Story:
    return Story.objects.get(guid=TEXT)


def has_picture() -> bool:
    return story().lead_picture is not None


@pytest.mark.parametrize("held", HELD)
def test_it_leaves_the_text_and_comes_back(held: dict[str, str]) -> None:
    picture("1")
    assert text().lead_picture is not None
    address = Picture.objects.get().file.url
    picture("2", **held)
    assert (has_picture(), story().is_public()) == (False, True)
    assert Picture.objects.get().file.url != address
    picture("3")
    assert (has_picture(), story().updated_at) == (True, None)


@pytest.mark.parametrize("held", HELD)
def test_it_may_come_after_the_text(held: dict[str, str]) -> None:
    assert text().lead_picture is not None
    picture("1", **held)
    assert (has_picture(), story().is_public()) == (False, True)


def test_a_text_that_comes_later_waits_with_it_for_its_hour() -> None:
    picture("1", embargoed=LATER.isoformat())
    assert (text().lead_picture, story().is_public()) == (None, True)
    with time_machine.travel(LATER + timedelta(seconds=1)):
        assert (refresh_due(), has_picture()) == (1, True)


def test_a_text_under_the_same_embargo_has_it() -> None:
    picture("1", embargoed=LATER.isoformat())
    assert text(embargoed=LATER.isoformat()).lead_picture is not None
    assert not story().is_public()


@pytest.mark.parametrize("held", HELD)
def test_it_leaves_the_body_as_well(held: dict[str, str]) -> None:
    body = f'<p>Boats.</p><img src="{HREF}" alt="Boats">'
    kinds = [block.block_type for block in text(body_xhtml=body).body]
    assert kinds == ["text", "picture"]
    picture("1", **held)
    assert [block.block_type for block in story().body] == ["text"]


@pytest.mark.parametrize("held", HELD)
def test_what_the_text_says_of_it_holds_in_the_body(held: dict[str, str]) -> None:
    body = f'<p>Boats.</p><img src="{HREF}" alt="Boats">'
    shown = text(picture=FEATURED | held, body_xhtml=body)
    assert [block.block_type for block in shown.body] == ["text"]


@pytest.mark.parametrize("held", HELD)
def test_a_text_that_somebody_has_worked_on_leaves_the_site_with_an_alarm(
    held: dict[str, str],
) -> None:
    ours = text()
    ours.standfirst = "Seen from the pier."
    ours.save_revision().publish()
    picture("1", **held)
    assert (story().live, has_picture()) == (False, True)
    assert Dispatch.objects.get(guid=TEXT).alarm == "part"


def test_the_kill_of_a_picture_is_none_of_the_text() -> None:
    text()
    picture("1", pubstatus="canceled")
    assert (has_picture(), story().live, story().is_killed) == (False, True, False)
    assert text("2").lead_picture is None
    assert not Picture.objects.exists()


def test_a_package_goes_with_what_it_showed_as_a_text() -> None:
    text()
    deliver(TEXT, "2", type="composite", associations={"main": FEATURED})
    picture("1", pubstatus="canceled")
    assert story().is_killed


@pytest.mark.parametrize("first", [True, False])
def test_a_text_may_only_name_it(first: bool) -> None:
    if first:
        picture("1", description_text="Boats at the quay.")
    shown = text(picture={"uri": HARBOUR, "type": "picture"})
    assert (shown.lead_picture is not None) is first
    picture("2", description_text="Boats at the quay.")
    assert (has_picture(), story().lead_caption) == (True, "Boats at the quay.")
    picture("3", pubstatus="withheld")
    assert (has_picture(), story().is_public()) == (False, True)
