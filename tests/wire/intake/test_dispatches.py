"""How an item stands through its versions: its head, its alarm, and what lists show."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from broadsheet.wire.intake import Received, keep, provider_named, read, receive
from broadsheet.wire.models import Dispatch, Provider, WireItem, WirePicture
from tests.factories import UserFactory
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db


def take(content: bytes) -> Received:
    delivery = receive(provider_named("Tide Wire"), "item.json", content)
    (item,) = read(delivery)
    return keep(delivery, item)


def alarm() -> str:
    return Dispatch.objects.get().alarm


def test_a_dispatch_says_what_its_head_says() -> None:
    received = take(
        ninjs(
            slugline="FERRY",
            urgency=2,
            embargoed="2030-01-01T00:00:00Z",
            located="Almery",
            genre=[{"name": "Feature"}],
        )
    )
    dispatch = Dispatch.objects.get()
    assert dispatch == received.dispatch
    assert (dispatch.head, dispatch.versions, received.rules) == (received.row, 1, True)
    assert (dispatch.headline, dispatch.slugline) == ("Ferry held at the quay", "FERRY")
    assert (dispatch.language, dispatch.urgency, dispatch.type) == ("en", 2, "text")
    assert dispatch.embargo == datetime(2030, 1, 1, tzinfo=UTC)
    assert (dispatch.format, dispatch.words, dispatch.place) == ("ninjs", 8, "Almery")
    assert dispatch.first_at == dispatch.arrived_at == received.row.received_at
    assert (dispatch.state, dispatch.alarm, dispatch.is_tombstone) == ("new", "", False)


def test_words_without_spaces_are_counted() -> None:
    take(ninjs(body_xhtml="<p>潮位表よりも高い潮だった。</p>", language="ja"))
    assert 5 <= Dispatch.objects.get().words <= 9


def test_a_newer_version_is_to_be_read_anew_and_a_late_one_is_not() -> None:
    take(ninjs("2"))
    Dispatch.objects.update(read_at=timezone.now())
    first = take(ninjs("1"))
    assert (first.rules, first.dispatch.read_at is None) == (False, False)
    newer = take(ninjs("3", headline="Ferry sails"))
    assert (newer.rules, newer.dispatch.read_at, newer.dispatch.versions) == (True, None, 3)
    assert newer.dispatch.arrived_at == newer.row.received_at > newer.dispatch.first_at


def test_an_embargo_of_a_newer_version_binds_and_its_absence_lifts() -> None:
    take(ninjs("1"))
    until = "2030-01-01T00:00:00Z"
    assert take(ninjs("2", embargoed=until)).dispatch.embargo is not None
    assert take(ninjs("3")).dispatch.embargo is None


def test_a_kill_rules_for_good_and_keeps_the_name() -> None:
    take(ninjs("1"))
    take(ninjs("2", pubstatus="canceled", headline=None, body_xhtml=None))
    after = take(ninjs("3", headline="Ferry sails"))
    assert (after.dispatch.is_tombstone, after.rules, after.dispatch.alarm) == (True, False, "kill")
    assert after.dispatch.headline == "Ferry held at the quay"
    assert str(after.arrival) == "newer"


LONG = "The harbour-master of Hask " + "said again and again " * 6 + "that nobody listens."
NAMELESS = {"headline": None, "description_text": None}


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "The tide was higher than the table said."),
        ({"slugline": "TIDE-2"}, "TIDE-2"),
        ({"description_text": "Water in\nthe cellars."}, "Water in the cellars."),
        ({"body_xhtml": f"<p>{LONG}</p>"}, f"{LONG[:89].rpartition(' ')[0]}…"),
        ({"body_xhtml": f"<p>{'潮水漫过码头' * 20}</p>"}, f"{('潮水漫过码头' * 20)[:89]}…"),
        ({"body_xhtml": None}, "tag:tidewire.example,2026:ferry-1"),
    ],
)
def test_without_a_headline_it_is_called_by_slug_or_first_words(
    fields: dict[str, str | None], name: str
) -> None:
    assert str(take(ninjs(**NAMELESS | fields)).dispatch) == name
    # A version that comes late, or the same one again, changes nothing of that.
    take(ninjs("0", **NAMELESS | fields | {"body_xhtml": "<p>Of yesterday.</p>"}))
    take(ninjs(**NAMELESS | fields))
    assert str(Dispatch.objects.get()) == name


def test_a_headline_that_comes_late_is_better_than_first_words() -> None:
    take(ninjs("2", headline=None))
    assert take(ninjs("1")).dispatch.headline == "Ferry held at the quay"


def test_a_withheld_version_holds_until_a_newer_one() -> None:
    take(ninjs("1"))
    held = take(ninjs("2", pubstatus="withheld"))
    assert (held.dispatch.pubstatus, held.dispatch.alarm) == ("withheld", "held")
    take(ninjs("1", headline="Again"))
    assert take(ninjs("3")).dispatch.pubstatus == "usable"


def test_two_texts_under_one_version_are_told() -> None:
    take(ninjs())
    take(ninjs(headline="Another headline"))
    assert alarm() == "conflict"


def test_an_alarm_that_was_nodded_at_comes_back_with_a_new_reason_alone() -> None:
    take(ninjs("1"))
    take(ninjs("2", headline="Correction: ferry held"))
    assert alarm() == "correction"
    user = UserFactory()
    Dispatch.objects.update(nodded_by=user, nodded_at=timezone.now())
    assert take(ninjs("3")).dispatch.nodded_by == user
    assert take(ninjs("4", headline="Correction: quay")).dispatch.nodded_by is None


def test_versions_that_are_serial_numbers_go_by_their_times() -> None:
    provider_named("Tide Wire")
    Provider.objects.update(version_order="times")
    take(ninjs("900", versioncreated="2026-03-01T12:00:00Z"))
    newer = take(ninjs("17", versioncreated="2026-03-01T12:05:00Z"))
    assert (newer.rules, str(newer.arrival)) == (True, "newer")


def test_what_says_neither_version_nor_time_goes_by_its_arrival() -> None:
    def plain(headline: str) -> bytes:
        return ninjs(versioncreated=None, headline=headline).replace(b'"version": "1", ', b"")

    take(plain("One"))
    take(plain("Two"))
    last = take(plain("Three"))
    assert (last.dispatch.headline, str(last.arrival)) == ("Three", "newer")


def test_an_item_comes_back_from_the_record_as_it_was_read() -> None:
    received = take(ninjs(subject=[{"name": "Ferries"}], embargoed="2030-01-01T00:00:00Z"))
    row = WireItem.objects.get()
    assert row.read() == received.item


def test_pictures_are_noted_once_and_go_with_the_version_that_had_them() -> None:
    def with_pictures(version: str, *names: str) -> bytes:
        associations = {
            name: {
                "uri": f"tag:{name}",
                "type": "picture",
                "renditions": {
                    "small": {"href": f"https://p.example/{name}-s.jpg", "width": 100, "height": 9},
                    "large": {"href": f"https://p.example/{name}.jpg", "width": 900, "height": 9},
                },
            }
            for name in names
        }
        return ninjs(version, associations=associations)

    take(with_pictures("1", "quay", "tide"))
    assert Dispatch.objects.get().pictures == 2
    known = WirePicture.objects.get(href="https://p.example/tide.jpg")
    take(with_pictures("2", "tide"))
    assert list(WirePicture.objects.all()) == [known]
    take(
        with_pictures("3", "tide").replace(
            b'"version": "3"', b'"version": "3", "pubstatus": "canceled"'
        )
    )
    assert not WirePicture.objects.exists()


def test_a_dispatch_that_is_missing_is_made_from_the_record() -> None:
    take(ninjs("1"))
    take(ninjs("2"))
    Dispatch.objects.all().delete()
    received = take(ninjs("1"))
    assert (received.dispatch.head.version, received.dispatch.versions) == ("2", 2)
    assert str(received.arrival) == "repeated"


def test_a_new_item_costs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    delivery = receive(provider_named("Tide Wire"), "item.json", ninjs(body_xhtml=LONG))
    (item,) = read(delivery)
    with django_assert_max_num_queries(9):
        keep(delivery, item)
    newer = receive(provider_named("Tide Wire"), "item.json", ninjs("2", body_xhtml=LONG))
    (item,) = read(newer)
    with django_assert_max_num_queries(13):
        keep(newer, item)


LONG = "<p>{}</p>".format(" ".join(f"word{number} tide" for number in range(60)))


@pytest.mark.parametrize("date", ["", "<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>"])
def test_an_entry_of_a_feed_that_was_edited_under_its_old_date_is_its_newer_version(
    date: str,
) -> None:
    for title in ("One", "Two", "Three"):
        entry = f"<item><guid>ferry</guid><title>{title}</title>{date}</item>"
        feed = f'<rss version="2.0"><channel><title>Tide</title>{entry}</channel></rss>'
        received = take(feed.encode())
        dispatch = Dispatch.objects.get()
        assert (received.rules, dispatch.headline, dispatch.alarm) == (True, title, "")


def test_two_entries_of_one_feed_that_say_they_are_the_same_raise_an_alarm() -> None:
    date = "<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate>"
    entries = "".join(
        f"<item><guid>ferry</guid><title>{title}</title>{date}</item>" for title in ("One", "Two")
    )
    feed = f'<rss version="2.0"><channel><title>Tide</title>{entries}</channel></rss>'
    delivery = receive(provider_named("Tide Wire"), "feed.xml", feed.encode())
    for item in read(delivery):
        keep(delivery, item)
    assert Dispatch.objects.get().alarm == "conflict"
