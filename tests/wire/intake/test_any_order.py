"""Whatever order the versions of an item come in, and however often: one end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.wire.intake import keep, provider_named, read, receive
from broadsheet.wire.models import Delivery, Dispatch, Provider, WireItem, WirePicture
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db

STORY = {
    "v1": ninjs("1", headline="First", embargoed="2030-01-01T00:00:00Z"),
    "v2": ninjs("2", headline="Second", embargoed="2030-01-01T00:00:00Z"),
    "correction": ninjs("3", headline="Correction: Third", embargoed="2030-01-01T00:00:00Z"),
    "lift": ninjs("4", headline="Fourth"),
    "kill": ninjs("3", pubstatus="canceled", headline=None, body_xhtml=None),
}
SAID = (
    "headline", "slugline", "language", "urgency", "type", "genre", "pubstatus", "embargo",
    "format", "is_news", "words", "place", "pictures", "versions", "state", "alarm",
)  # fmt: skip


def deliver(contents: list[bytes]) -> None:
    """Deliver each, in that order, to a wire that has none."""
    for model in (Dispatch, WireItem, Delivery, Provider):
        model.objects.all().delete()
    provider = provider_named("Tide Wire")
    for content in contents:
        delivery = receive(provider, "item.json", content)
        for item in read(delivery):
            keep(delivery, item)


def end() -> dict[str, Any]:
    """How the only dispatch ended."""
    dispatch = Dispatch.objects.get()
    return {
        **{name: getattr(dispatch, name) for name in SAID},
        "version": dispatch.head.version,
        "sha256": dispatch.head.sha256,
        "kept": WireItem.objects.count(),
        "hrefs": sorted(WirePicture.objects.values_list("href", flat=True)),
    }


def orders(contents: list[bytes]) -> Iterator[dict[str, Any]]:
    for order in permutations(contents):
        deliver(list(order))
        yield end()


def test_a_life_with_a_kill_ends_as_a_tombstone_in_every_order() -> None:
    ends = list(orders(list(STORY.values())))
    assert all(one == ends[0] for one in ends)
    assert (ends[0]["pubstatus"], ends[0]["alarm"], ends[0]["version"]) == ("canceled", "kill", "3")
    assert ends[0]["headline"]


def test_numbers_with_dots_are_in_order_by_their_parts() -> None:
    item = json.loads(ninjs(versioncreated=None))
    versions = ["1.9", "1.10", "01.9.1"]
    contents = [
        json.dumps(item | {"version": each, "headline": each}).encode() for each in versions
    ]
    ends = list(orders(contents))
    assert all(one == ends[0] for one in ends)
    assert (ends[0]["headline"], ends[0]["version"]) == ("1.10", "1.10")


def test_a_life_without_a_kill_ends_with_the_lifted_embargo() -> None:
    ends = list(orders([content for name, content in STORY.items() if name != "kill"]))
    assert all(one == ends[0] for one in ends)
    assert (ends[0]["headline"], ends[0]["embargo"], ends[0]["alarm"]) == (
        "Fourth",
        None,
        "correction",
    )


def picture(name: str) -> dict[str, Any]:
    href = f"https://pictures.example/{name}.jpg"
    return {"main": {"uri": href, "type": "picture", "renditions": {"o": {"href": href}}}}


def version(number: str, second: int | None, fields: dict[str, Any]) -> bytes:
    content = json.loads(ninjs("1", **fields))
    content["version"] = number
    del content["versioncreated"]
    if second is not None:
        content["versioncreated"] = f"2026-03-01T12:00:{second:02}Z"
    return json.dumps(content).encode()


versions = st.builds(
    version,
    number=st.sampled_from(["1", "2", "3", "10", "007", "draft", "2.1"]),
    second=st.none() | st.integers(1, 4),
    fields=st.fixed_dictionaries(
        {},
        optional={
            "headline": st.sampled_from([None, "One", "Two", "CORRECTION: Two"]),
            # “usable” is what is missing: the same item in other bytes.
            "pubstatus": st.sampled_from(["withheld", "canceled"]),
            "embargoed": st.just("2030-01-01T00:00:00Z"),
            "urgency": st.integers(1, 9),
            "associations": st.sampled_from(["a", "b"]).map(picture),
        },
    ),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), contents=st.lists(versions, min_size=1, max_size=5, unique=True))
def test_any_order_and_any_repetition_end_alike(db: None, data: Any, contents: list[bytes]) -> None:
    numbered = all(json.loads(one)["version"].isdigit() for one in contents)
    timed = all("versioncreated" in json.loads(one) for one in contents)
    again = data.draw(st.lists(st.sampled_from(contents), max_size=4))
    deliver(contents)
    first = end()
    deliver(data.draw(st.permutations(contents + again)))
    second = end()
    assert first["kept"] == second["kept"] == len(contents)
    # What says neither its number nor its time can only be told by its arrival.
    if numbered or timed:
        assert first == second
