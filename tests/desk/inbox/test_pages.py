"""The pages of the inbox and what they ask for again and again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from broadsheet.desk.models import WireView
from broadsheet.wire.models import Dispatch, Provider
from tests.desk.conftest import People
from tests.desk.inbox.conftest import Arrives
from tests.desk.test_story_list import AtDesk
from tests.factories import UserFactory
from tests.factories.dispatches import make_dispatches, make_provider

pytestmark = pytest.mark.django_db
INBOX, BOARD, ROWS = "/desk/wire/", "/desk/wire/columns/", "/desk/wire/rows/"
PULSE = "/desk/wire/pulse/"


@pytest.fixture
def reporter(people: People, at_desk: AtDesk) -> Client:
    return at_desk(people.reporter)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_addresses_lie_below_the_desk() -> None:
    assert [reverse(f"desk_wire{name}") for name in ("", "_board", "_rows")] == [INBOX, BOARD, ROWS]


def test_the_wire_is_the_first_in_the_menu(reporter: Client) -> None:
    page = text(reporter, "/desk/")
    assert page.index('"/desk/wire/"') < page.index('"/desk/stories/"')


def test_nobody_sees_the_wire_who_may_not_see_stories(
    people: People, at_desk: AtDesk, arrives: Arrives
) -> None:
    dispatch = arrives()
    people.reporter.groups.clear()
    people.reporter.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = at_desk(people.reporter)
    addresses = (INBOX, BOARD, ROWS, PULSE, "/desk/wire/alarms/", "/desk/wire/agencies/")
    for address in (*addresses, f"/desk/wire/{dispatch.pk}/", f"/desk/wire/{dispatch.pk}/preview/"):
        assert client.get(address).status_code == 302, address
    assert "/desk/wire/" not in text(client, "/desk/")


def test_the_pulse_is_another_when_something_has_arrived(
    reporter: Client, arrives: Arrives
) -> None:
    beats = [text(reporter, PULSE)]
    arrives()
    beats += [text(reporter, PULSE), text(reporter, PULSE)]
    arrives(version="2")
    beats.append(text(reporter, PULSE))
    assert beats[1] == beats[2]
    assert len(set(beats)) == 3


def test_the_list_shows_what_an_editor_must_know(reporter: Client, arrives: Arrives) -> None:
    arrives(urgency=1, slugline="FERRY-1")
    page = text(reporter, INBOX)
    for words in (
        *("Ferry held at the quay", "Tide Wire", "FERRY-1", "desk-urgency--1", "8 words"),
        *("desk-item--unread", "data-age"),
    ):
        assert words in page


def test_an_item_shows_the_note_to_editors_apart(reporter: Client, placed: Dispatch) -> None:
    page = text(reporter, f"/desk/wire/{placed.pk}/preview/")
    note = page[page.index("desk-ednote") :]
    assert "Not before the tide turns." in note[: note.index("</section>")]
    assert page.count("Not before the tide turns.") == 1
    assert "Politics, by rule" in page


def test_nothing_is_loaded_from_an_agency(reporter: Client, arrives: Arrives) -> None:
    body = '<p>One <img src="https://tidewire.example/x.png"> two</p><script>alert(1)</script>'
    dispatch = arrives(body_xhtml=body)
    page = text(reporter, f"/desk/wire/{dispatch.pk}/preview/")
    assert "<img" not in page
    assert "alert(1)" not in page


def test_versions_stand_below_each_other(reporter: Client, arrives: Arrives) -> None:
    arrives(headline="First thoughts")
    dispatch = arrives(version="2", headline="Second thoughts")
    page = text(reporter, f"/desk/wire/{dispatch.pk}/")
    assert page.count("?version=") == 2
    old = dispatch.provider.items.get(version="1")
    page = text(reporter, f"/desk/wire/{dispatch.pk}/?version={old.pk}")
    assert "First thoughts" in page
    assert "This is an earlier version." in page
    other = arrives(guid="tag:tidewire.example,2026:other").head
    assert reporter.get(f"/desk/wire/{dispatch.pk}/?version={other.pk}").status_code == 404


def test_rows_are_sent_only_when_they_have_changed(reporter: Client, arrives: Arrives) -> None:
    dispatch = arrives()
    answer = reporter.get(ROWS)
    etag = answer["ETag"]
    assert reporter.get(ROWS, headers={"If-None-Match": etag}).status_code == 304
    reporter.post(f"/desk/wire/{dispatch.pk}/drop/")
    changed = reporter.get(ROWS, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert "Ferry" not in changed.content.decode()


def test_rows_come_in_the_length_that_was_asked_for(reporter: Client) -> None:
    make_dispatches(make_provider(), 60)
    assert [text(reporter, f"{ROWS}?length={n}").count("data-row=") for n in (5, 999, "x")] == [
        *(5, 50, 50)
    ]


def test_the_board_has_a_column_for_each_provider(reporter: Client) -> None:
    for name in ("Tide Wire", "Gull Agency"):
        make_dispatches(make_provider(name), 2)
    page = text(reporter, BOARD)
    assert page.count("data-column") == 2
    assert page.count("data-row=") == 4


def test_saved_views_take_the_place_of_providers(reporter: Client, people: People) -> None:
    make_dispatches(make_provider(), 2, language=lambda number: "ar" if number == 1 else "en")
    data = {"name": "Arabic  desk", "query": "language=ar&nonsense=1", "is_column": "on"}
    assert reporter.post("/desk/wire/views/", data).url == "/desk/wire/?language=ar"
    page = text(reporter, BOARD)
    assert page.count("data-column") == 1
    assert page.count("data-row=") == 1
    assert "Arabic desk" in page
    view = WireView.objects.get()
    assert (view.owner, view.query, view.is_shared) == (people.reporter, "language=ar", False)


def test_a_view_is_its_owners(reporter: Client, people: People, at_desk: AtDesk) -> None:
    view = WireView.objects.create(name="Flashes", owner=people.reporter, query="urgency=1")
    other = at_desk(people.section_editor)
    assert "Flashes" not in text(other, INBOX)
    assert other.post(f"/desk/wire/views/{view.pk}/forget/").status_code == 404
    WireView.objects.update(is_shared=True)
    assert "Flashes" in text(other, INBOX)
    mine = at_desk(people.reporter)
    assert "Forget this view" in text(mine, f"{INBOX}?urgency=1")
    mine.post(f"/desk/wire/views/{view.pk}/forget/")
    assert not WireView.objects.exists()


def test_a_view_without_a_name_is_refused(reporter: Client) -> None:
    reporter.post("/desk/wire/views/", {"name": " ", "query": "language=ar"})
    assert not WireView.objects.exists()


def test_the_alarms_lie_above_everything(reporter: Client, arrives: Arrives) -> None:
    assert "No alarm stands." in text(reporter, INBOX)
    arrives()
    arrives(version="2", pubstatus="canceled")
    for address in (INBOX, BOARD, "/desk/wire/alarms/"):
        assert "1 alarm" in text(reporter, address)


def test_agencies_and_their_troubles(reporter: Client, arrives: Arrives) -> None:
    arrives()
    provider = Dispatch.objects.get().provider
    provider.channels.create(kind="poll", address="https://x.example/", last_error="It said 503.")
    provider.warn_after = 1
    provider.save()
    provider.items.update(received_at=timezone.now() - timedelta(minutes=2))
    page = text(reporter, "/desk/wire/agencies/")
    for words in ("It said 503.", "Silent", "Tide Wire"):
        assert words in page


def test_the_alarm_shows_the_note_that_holds_an_item(reporter: Client, arrives: Arrives) -> None:
    held = arrives(ednote="EMBARGOED UNTIL 0600 GMT")
    assert held.alarm == Dispatch.Alarm.HELD
    shown = text(reporter, f"/desk/wire/{held.pk}/preview/")
    assert "a note of the agency says otherwise" in shown
    assert '<b dir="auto">EMBARGOED UNTIL 0600 GMT</b>' in shown


def test_a_silent_agency_stands_among_the_alarms(reporter: Client, arrives: Arrives) -> None:
    arrives()
    provider = Dispatch.objects.get().provider
    provider.channels.create(kind="poll", address="https://x.example/")
    Provider.objects.update(warn_after=1)
    before = reporter.get("/desk/wire/alarms/")
    assert "No alarm stands." in before.content.decode()
    provider.items.update(received_at=timezone.now() - timedelta(minutes=2))
    for address in (INBOX, BOARD, "/desk/wire/alarms/"):
        page = text(reporter, address)
        assert "Silent" in page
        assert "No alarm stands." not in page
    assert reporter.get("/desk/wire/alarms/").headers["ETag"] != before.headers["ETag"]
    provider.channels.update(active=False)
    assert "Silent" not in text(reporter, "/desk/wire/alarms/")


def test_the_gravest_alarm_stands_first_and_all_are_counted(reporter: Client) -> None:
    kinds = ["astray", "kill", "held", "conflict", *["correction"] * 36]
    make_dispatches(make_provider(), 40, alarm=lambda number: kinds[number - 1])
    strip = text(reporter, "/desk/wire/alarms/")
    assert "40 alarms" in strip
    for key in (2, 1, 4, 3, 40):
        first = Dispatch.objects.get(headline__startswith=f"Item {key} ")
        assert f'data-alarm="{first.pk}"' in text(reporter, "/desk/wire/alarms/")
        reporter.post(f"/desk/wire/{first.pk}/nod/")


def test_who_took_what(reporter: Client) -> None:
    user = UserFactory(first_name="Nell", last_name="Varga")
    make_dispatches(make_provider(), 1, state="taken", taken_by=user)
    assert "Nell Varga" in text(reporter, INBOX)
    assert "data-row=" not in text(reporter, f"{INBOX}?mine=on")


def test_an_identifier_finds_an_item_however_old(reporter: Client) -> None:
    make_dispatches(make_provider(), 2, state="dropped")
    page = text(reporter, f"{INBOX}?q=tag:tide-wire,1")
    assert "The item with that identifier:" in page
