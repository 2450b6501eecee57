"""What a package shows of members that are under an embargo or withheld, and when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from broadsheet.desk.actions.follow_wire import FollowWire
from broadsheet.desk.actions.refresh_from_wire import refresh_due, refresh_story
from broadsheet.desk.models import RoutingRule, WireStory
from broadsheet.formats.item import Association, Block, Item
from broadsheet.stories.models import Story
from broadsheet.wire.intake import keep, provider_named, receive, take_in
from broadsheet.wire.models import Dispatch, WirePicture
from broadsheet.wire.pictures.keeping import clear_old_files, put
from broadsheet.wire.signals import picture_fetched
from tests.conftest import TestPaper
from tests.factories.pictures import picture_file
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db
HARBOUR, QUAY = "tag:harbour", "tag:quay"
LATER = timezone.now().replace(microsecond=0) + timedelta(hours=5)


@pytest.fixture(autouse=True)
def _packages_are_published(paper: TestPaper) -> None:
    """Packages of Tide Wire go out at once, in Politics; all else stays in the inbox."""
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(
        name="All", section=paper.politics, action="publish", type="composite"
    )


def deliver(guid: str, version: str = "1", **fields: Any) -> None:
    delivery = receive(provider_named("Tide Wire"), "item.json", ninjs(version, guid, **fields))
    take_in(delivery)
    delivery.refresh_from_db()
    assert not delivery.error


def picture(guid: str, version: str = "1", **fields: Any) -> None:
    """A picture comes as an item of its own, and is fetched."""
    href = f"https://pictures.example/{guid[4:]}.jpg"
    rendition = {"href": href, "mimetype": "image/jpeg", "width": 640, "height": 427}
    deliver(
        guid,
        version,
        type="picture",
        body_xhtml=None,
        renditions={"original": rendition},
        **fields,
    )
    for row in WirePicture.objects.filter(href=href, state="waiting"):
        put(row, picture_file(colour=(len(guid) * 9, 9, 9)).read())
        picture_fetched.send(sender=WirePicture, picture=row)


def package(members: Iterable[Item], **fields: Any) -> Story:
    """A package of `members`, as NewsML-G2 brings it."""
    item = Item(
        guid="tag:package",
        version="1",
        type="composite",
        headline="The day",
        associations=tuple(Association(name="main", item=one) for one in members),
        **fields,
    )
    delivery = receive(provider_named("Tide Wire"), "package", b"the package")
    FollowWire(keep(delivery, item)).execute()
    return story()


def gallery(**fields: Any) -> Story:
    return package([Item(guid=guid, type="picture") for guid in (HARBOUR, QUAY)], **fields)


def story() -> Story:
    return Story.objects.get(guid="tag:package")


def slides() -> int:
    galleries = [block.value for block in story().body if block.block_type == "gallery"]
    return sum(len(one["pictures"]) for one in galleries)


def prints(words: str) -> bool:
    return words in str(story().body)


def text(guid: str = "tag:text", **fields: Any) -> Item:
    body = (Block("paragraph", "<p>Words for tomorrow.</p>"),)
    return Item(guid=guid, type="text", headline="Tomorrow", body=body, **fields)


def test_a_gallery_waits_for_the_embargo_of_its_picture() -> None:
    picture(HARBOUR, embargoed=LATER.isoformat())
    picture(QUAY)
    shown = gallery()
    assert (shown.is_public(), slides()) == (True, 1)
    lead = shown.lead_picture
    with time_machine.travel(LATER + timedelta(seconds=1)):
        assert refresh_due() == 1
        assert slides() == 2
        assert story().lead_picture != lead
        assert refresh_due() == 0


def test_a_gallery_keeps_pictures_whose_files_the_wire_has_let_go() -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery(body=(Block("paragraph", "<p>The day.</p>"),))
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert clear_old_files() == 2
        refresh_story(Dispatch.objects.get(guid="tag:package"))
    assert slides() == 2


def test_a_package_under_the_same_embargo_has_all_its_pictures() -> None:
    picture(HARBOUR, embargoed=LATER.isoformat())
    picture(QUAY)
    assert gallery(embargo=LATER).lead_picture is not None
    assert (slides(), story().is_public()) == (2, False)


@pytest.mark.parametrize("held", [{"embargo": LATER}, {"pubstatus": "withheld"}])
def test_text_inside_a_package_waits_for_its_own_embargo(held: dict[str, Any]) -> None:
    package([text(**held), text("tag:free")])
    assert str(story().body).count("Words for tomorrow") == 1


@pytest.mark.parametrize("held", [{"embargoed": LATER.isoformat()}, {"pubstatus": "withheld"}])
@pytest.mark.parametrize("first", ["member", "package"])
def test_what_rules_the_member_holds_for_its_text_in_a_package(
    held: dict[str, str], first: str
) -> None:
    if first == "member":
        deliver("tag:text", **held)
    package([text(), text("tag:free")])
    if first == "package":
        assert str(story().body).count("Words for tomorrow") == 2
        deliver("tag:text", **held)
    assert str(story().body).count("Words for tomorrow") == 1
    deliver("tag:text", "2")
    assert str(story().body).count("Words for tomorrow") == 2


def test_a_package_of_which_nothing_may_be_shown_waits() -> None:
    package([text(embargo=LATER)])
    assert not story().live
    with time_machine.travel(LATER + timedelta(seconds=1)):
        refresh_due()
        assert (story().is_public(), prints("Words for tomorrow")) == (True, True)


def test_a_gallery_follows_what_becomes_of_its_pictures() -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery()
    assert slides() == 2
    picture(QUAY, "2", pubstatus="withheld")
    assert (slides(), story().is_public()) == (1, True)
    picture(HARBOUR, "2", embargoed=LATER.isoformat())
    assert not story().live
    picture(QUAY, "3", headline="The quay")
    assert (slides(), story().is_public()) == (1, True)
    with time_machine.travel(LATER + timedelta(seconds=1)):
        refresh_due()
        assert slides() == 2


def test_what_fails_at_its_hour_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    package([text(embargo=LATER)])
    path = "broadsheet.desk.actions.refresh_from_wire.refresh_story"
    moment: datetime = LATER + timedelta(seconds=1)
    with time_machine.travel(moment, tick=False), monkeypatch.context() as broken:
        broken.setattr(path, None)
        assert refresh_due() == 0
    assert WireStory.objects.get().refresh_at == moment + timedelta(seconds=60)


def test_a_new_item_asks_for_no_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    path = "broadsheet.desk.actions.follow_wire.refresh_packages"
    monkeypatch.setattr(path, lambda dispatch: asked.append(dispatch.guid))
    deliver("tag:text")
    assert (asked, Dispatch.objects.count()) == ([], 1)
    deliver("tag:text", "2")
    assert asked == ["tag:text"]
