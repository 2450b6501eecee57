"""What an address of the inbox asks for."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from broadsheet.desk.inbox.asked import Asked, AskedForm, asked_from
from tests.factories.dispatches import make_dispatches, make_provider

pytestmark = pytest.mark.django_db


def test_an_address_says_what_is_asked_and_back() -> None:
    provider = make_provider()
    make_dispatches(provider, 1, language="ar")
    asked = Asked(provider.pk, "taken", 3, "ar", "picture", unread=True, q="ferry “quay”")
    assert asked_from(QueryDict(asked.query)) == asked


def test_what_means_nothing_filters_nothing() -> None:
    said = QueryDict("provider=99&state=lost&urgency=12&type=novel&unread=&before=x")
    assert asked_from(said) == Asked()
    assert Asked().query == ""


def test_a_language_that_came_long_ago_can_still_be_asked_for() -> None:
    assert asked_from({"language": "gd"}).language == "gd"


def test_languages_are_offered_from_what_came_last() -> None:
    make_dispatches(make_provider(), 3, language=lambda number: ("en", "ar", "")[number - 1])
    offered = [value for value, _label in AskedForm({}).fields["language"].choices]
    assert offered == ["", "ar", "en"]
