"""An empty list says why it is empty, and what can be done about it."""

from __future__ import annotations

import pytest

from broadsheet.wire.models import Dispatch
from tests.desk.conftest import People
from tests.desk.test_story_list import AtDesk
from tests.factories.dispatches import make_dispatches, make_provider

pytestmark = pytest.mark.django_db
INBOX, BOARD, ROWS = "/desk/wire/", "/desk/wire/columns/", "/desk/wire/rows/"
FORM = "/desk/newsroom/providers/add/"


def test_without_an_agency_it_says_how_to_bring_one_in(people: People, at_desk: AtDesk) -> None:
    for address in (INBOX, BOARD, "/desk/wire/agencies/"):
        page = at_desk(people.chief_editor).get(address).content.decode()
        assert "No agency delivers yet." in page
        assert f'href="{FORM}"' in page
        page = at_desk(people.reporter).get(address).content.decode()
        assert "A chief editor or an administrator brings one in" in page
        assert FORM not in page


def test_each_step_has_its_own_words(people: People, at_desk: AtDesk) -> None:
    client = at_desk(people.chief_editor)
    provider = make_provider()
    seen = set()

    def rows(query: str = "") -> str:
        answer = client.get(f"{ROWS}{query}")
        seen.add(answer["ETag"])
        return answer.content.decode()

    own = f"?provider={provider.pk}"
    assert f"/desk/newsroom/providers/edit/{provider.pk}/" in rows(own)
    assert "Nothing can come" in rows()
    provider.channels.create(kind="poll", address="https://x.example/")
    assert "Nothing has come yet" in rows()
    assert "Nothing that you asked for" in rows("?q=ferry")
    make_dispatches(provider, 1, state="dropped")
    assert "all of it was dropped" in rows(own)
    # A browser that asks again and again hears of each.
    assert len(seen) == 4
    Dispatch.objects.update(state="new")
    assert "desk-empty" not in rows()
    last = client.get(f"{INBOX}?before=1-1").content.decode()
    assert "Nothing further back" in last
