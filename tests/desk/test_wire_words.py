"""What agencies say, found by its words."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.desk import wire_words
from broadsheet.desk.models import WordsToIndex
from broadsheet.desk.wire_words import index, index_noted, matching
from broadsheet.search.terms import terms_of
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import WireItem
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "guid": "tag:tide.example,2031:77",
    "headline": "Ferry held",
    "slugline": None,
    "body": [
        {"kind": "paragraph", "html": "<p>The <b>har</b>bour of Hask.</p>", "caption": ""},
        {"kind": "picture", "html": "", "caption": "Boats at the quay"},
    ],
    "media": [{"headline": None, "caption": "Gulls"}],
    "subjects": [{"name": "Ada Thrale"}, {"name": ""}],
    "ednote": "Spelling of Nessodden checked.",
}


def found(query: str) -> list[int]:
    return matching(terms_of(query), 10)


@pytest.mark.parametrize(
    "query",
    [
        "ferry",
        "HASK harbour",
        '"harbour of hask"',
        "quay gulls",
        "thrale",
        "harb",
        "tag:tide.example,2031:77",
    ],
)
def test_words_are_found_wherever_they_stand(query: str) -> None:
    index([(1, SAID)])
    assert found(query) == [1]


@pytest.mark.parametrize("query", ["zeppelin", '"hask harbour"', "ferry zeppelin", "nessodden"])
def test_others_are_not(query: str) -> None:
    index([(1, SAID)])
    assert found(query) == []


@pytest.mark.parametrize(
    ("said", "query"),
    [
        ("El cañón de Águeda", "canon agueda"),
        ("潮信报今日停刊", "今日停"),
        ("رصيف الميناء القديم", "ميناء"),
        ("नदी किनारे बाज़ार", "किनारे"),
        ("Straße gesperrt", "strasse"),
        ("O’Neill’s boat", "neill"),
    ],
)
def test_scripts(said: str, query: str) -> None:
    index([(1, {"headline": said})])
    assert found(query) == [1]


def test_the_last_that_came_is_first_and_the_next_page_goes_on() -> None:
    index((key, {"headline": "Ferry" if key % 2 else "Train"}) for key in range(1, 8))
    terms = terms_of("ferry")
    assert matching(terms, 3) == [7, 5, 3]
    assert matching(terms, 3, below=3) == [1]


def test_what_is_read_anew_is_found_by_its_new_words() -> None:
    for key, headline in ((1, "Ferry"), (2, "Train"), (1, "Bridge")):
        index([(key, {"headline": headline})])
    assert found("bridge") == [1]


@pytest.mark.parametrize("query", ["' OR 1=1 --", 'a"b*c^(d) NEAR', "\\", "& | ! :* <->"])
def test_what_is_an_operator_elsewhere_is_none(query: str) -> None:
    index([(1, SAID)])
    if terms := terms_of(query):
        assert matching(terms, 10) == []


def deliver(version: str, headline: str) -> None:
    take_in(receive(provider_named("Tide Wire"), "item.json", ninjs(version, headline=headline)))


def test_what_comes_is_noted_and_indexed_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire_words, "AT_ONCE", 2)
    for number in range(5):
        deliver(str(number), f"Ferry {number}")
    assert found("ferry") == []
    assert index_noted() == 5
    assert found("ferry") == list(WireItem.objects.order_by("-pk").values_list("pk", flat=True))
    deliver("4", "Ferry 4")
    assert index_noted() == 0


def test_what_could_not_be_indexed_stays_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    deliver("1", "Ferry")
    monkeypatch.setattr(wire_words, "_put", None)
    with pytest.raises(TypeError):
        index_noted()
    assert WordsToIndex.objects.count() == 1
