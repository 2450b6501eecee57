"""What a package shows of members that are under an embargo or withheld, and when that changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from PIL import Image

from broadsheet.desk.actions.follow_wire import FollowWire
from broadsheet.desk.actions.nod import nod
from broadsheet.desk.actions.refresh_from_wire import refresh_due, refresh_story
from broadsheet.desk.models import RoutingRule, WireStory
from broadsheet.formats.item import Association, Block, Item
from broadsheet.stories.models import Picture, Story
from broadsheet.wire.intake import keep, provider_named, receive, take_in
from broadsheet.wire.models import Dispatch, WirePicture
from broadsheet.wire.pictures.keeping import clear_old_files, put
from broadsheet.wire.signals import picture_fetched
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories import publish
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


def red_of(picture: Picture) -> int:
    with Image.open(picture.file.path) as image:
        return int(image.convert("RGB").getpixel((9, 9))[0])


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


@pytest.mark.parametrize("first", [True, False])
def test_a_slideshow_may_name_its_pictures_and_bring_none(first: bool) -> None:
    named = {
        "main": {"uri": QUAY, "type": "picture"},
        "other": {"uri": HARBOUR, "type": "picture"},
    }
    if first:
        picture(HARBOUR)
    deliver("tag:package", type="composite", associations=named)
    assert slides() == int(first)
    picture(QUAY)
    picture(HARBOUR, "2")
    (shown,) = [block.value for block in story().body if block.block_type == "gallery"]
    quay, harbour = (one["picture"] for one in shown["pictures"])
    assert (story().kind, story().lead_picture) == ("gallery", quay)
    assert red_of(quay) < red_of(harbour), "in the order of the package: see `picture`"
    deliver(QUAY, "3", type="picture", body_xhtml=None, pubstatus="withheld")
    assert slides() == 1


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
    monkeypatch.setattr(path, lambda dispatch, **_kwargs: asked.append(dispatch.guid))
    deliver("tag:text")
    assert (asked, Dispatch.objects.count()) == ([], 1)
    deliver("tag:text", "2")
    assert asked == ["tag:text"]


def worked_on() -> Story:
    """The package's story, once somebody at the desk has changed its standfirst."""
    found = story()
    found.standfirst = "Seen from the pier."
    found.save_revision().publish()
    return story()


def alarm() -> tuple[str, bool]:
    dispatch = Dispatch.objects.get(guid="tag:package")
    return dispatch.alarm, dispatch.nodded_at is not None


def opened(guid: str, people: People) -> str:
    """The dispatch as the inbox shows it."""
    client = Client()
    client.force_login(people.chief_editor)
    return client.get(f"/desk/wire/{Dispatch.objects.get(guid=guid).pk}/").content.decode()


HELD = [{"embargoed": LATER.isoformat()}, {"pubstatus": "withheld"}]


@pytest.mark.parametrize("held", HELD)
def test_a_gallery_somebody_has_worked_on_leaves_the_site_with_an_alarm(
    held: dict[str, str], people: People
) -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery()
    ours = worked_on()
    picture(QUAY, "2", headline="Quay at dawn", **held)
    assert (story().live, story().standfirst, slides()) == (False, ours.standfirst, 2)
    assert alarm() == ("part", False)
    page = opened("tag:package", people)
    assert "The story is off the site" in page
    assert "Quay at dawn" in page
    with time_machine.travel(LATER + timedelta(seconds=1)):
        assert "this picture" not in opened("tag:package", people)
    nod(Dispatch.objects.get(guid="tag:package"), people.chief_editor)
    # Whoever publishes it all the same is not overruled because something else has come.
    story().latest_revision.publish()
    picture(HARBOUR, "2", headline="The harbour")
    refresh_story(Dispatch.objects.get(guid="tag:package"))
    assert (story().live, alarm()) == (True, ("part", True))


def test_no_graver_alarm_is_hidden_by_it() -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery()
    worked_on()
    Dispatch.objects.filter(guid="tag:package").update(alarm="kill")
    picture(QUAY, "2", pubstatus="withheld")
    assert (story().live, alarm()) == (False, ("kill", False))


def test_our_translation_goes_with_it(paper: TestPaper) -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery()
    copy = publish(paper.politics, translation_of=worked_on())
    picture(HARBOUR, "2", pubstatus="withheld")
    assert not Story.objects.get(pk=copy.pk).live


@pytest.mark.parametrize("held", HELD)
def test_a_package_shows_no_picture_of_a_package_inside_it(held: dict[str, str]) -> None:
    picture(HARBOUR)
    inside = tuple(
        Association(name="main", item=Item(guid=guid, type="picture")) for guid in (HARBOUR, QUAY)
    )
    words = (Block("paragraph", "<p>Words for today.</p>"),)
    inner = Item(guid="tag:inner", type="composite", body=words, associations=inside)
    package([inner])
    worked_on()
    picture(HARBOUR, "2", **held)
    assert (story().is_public(), prints("Words for today")) == (True, True)
    assert (story().lead_picture, slides()) == (None, 0)


@pytest.mark.parametrize("held", HELD)
def test_text_in_a_package_somebody_has_worked_on_takes_it_off_the_site(
    held: dict[str, str],
) -> None:
    deliver("tag:text")
    free = Item(guid="tag:free", body=(Block("paragraph", "<p>Words for today.</p>"),))
    package([text(), free])
    worked_on()
    deliver("tag:text", "2", **held)
    assert (story().live, alarm()) == (False, ("part", False))


def test_what_the_desk_has_taken_out_may_be_withheld() -> None:
    picture(HARBOUR)
    picture(QUAY)
    deliver("tag:text")
    package([*(Item(guid=guid, type="picture") for guid in (HARBOUR, QUAY)), text()])
    ours = story()
    ours.lead_picture = None
    ours.body = [{"type": "text", "value": "<p>Our own words for tomorrow.</p>"}]
    ours.save_revision().publish()
    for guid in (HARBOUR, QUAY):
        picture(guid, "2", pubstatus="withheld")
    deliver("tag:text", "2", pubstatus="withheld")
    assert (story().live, alarm()) == (True, ("", False))


def test_what_is_scheduled_does_not_go_out_by_itself() -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery().unpublish()
    draft = story()
    draft.go_live_at = LATER - timedelta(hours=1)
    draft.save_revision().publish()
    picture(HARBOUR, "2", embargoed=LATER.isoformat())
    assert (story().go_live_at, alarm()) == (None, ("part", False))


def test_a_version_that_puts_a_part_under_an_embargo() -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery()
    worked_on()
    harbour = Item(guid=HARBOUR, type="picture", embargo=LATER)
    again = Item(
        guid="tag:package",
        version="2",
        type="composite",
        headline="The day",
        associations=tuple(
            Association(name="main", item=one) for one in (harbour, Item(guid=QUAY, type="picture"))
        ),
    )
    FollowWire(keep(receive(provider_named("Tide Wire"), "2", b"the second"), again)).execute()
    assert (story().live, alarm()) == (False, ("part", False))


def files_of(guid: str) -> set[str]:
    """The addresses of our picture of a dispatch."""
    (known,) = Picture.objects.filter(from_wire__guid=guid).distinct()
    return {known.file.url, known.get_rendition("width-480|format-jpeg").url}


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("is_ours", [False, True])
def test_the_files_of_a_picture_that_must_wait_leave_their_addresses(
    held: dict[str, str], is_ours: bool
) -> None:
    picture(HARBOUR)
    picture(QUAY)
    gallery()
    if is_ours:
        worked_on()
    before, others = files_of(QUAY), files_of(HARBOUR)
    picture(QUAY, "2", **held)
    assert before.isdisjoint(files_of(QUAY))
    assert (files_of(HARBOUR) == others) is not is_ours


@pytest.mark.parametrize("held", HELD)
def test_a_story_of_our_own_that_shows_it_is_told(
    held: dict[str, str], paper: TestPaper, people: People
) -> None:
    picture(QUAY)
    gallery()
    (known,) = Picture.objects.filter(from_wire__guid=QUAY).distinct()
    ours = publish(paper.politics, headline="By the water", lead_picture=known)
    before = files_of(QUAY)
    picture(QUAY, "2", **held)
    assert Story.objects.get(pk=ours.pk).is_public()
    assert (Dispatch.objects.get(guid=QUAY).alarm, files_of(QUAY)) == ("part", before)
    page = opened(QUAY, people)
    assert "a page of ours shows it" in page
    assert "By the water" in page
