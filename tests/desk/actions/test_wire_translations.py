"""An agency's item in several languages is killed in all of them, in whatever order things come."""

from __future__ import annotations

from itertools import permutations

import pytest
from django.core.exceptions import ValidationError

from broadsheet.desk.actions.take import take
from broadsheet.desk.models import RoutingRule
from broadsheet.stories.models import Story
from broadsheet.wire.intake import provider_named, receive, take_in
from broadsheet.wire.models import Dispatch
from tests.conftest import TestPaper
from tests.desk.conftest import People
from tests.factories.wire import ninjs

pytestmark = pytest.mark.django_db
GUID = "urn:newsml:tidewire.example:20260301:FERRY"
TEXTS = {"en": "Ferry held at the quay", "fr": "Le bac reste à quai", "es": "El ferry no sale"}
PACKAGE = {
    "type": "composite",
    "associations": {"first": {"uri": f"{GUID}:fr", "type": "text", "headline": "Le bac"}},
}


def newsml1(revision: int, status: str, languages: str) -> bytes:
    """One revision of the item with a text in each of ``languages``."""
    texts = "".join(
        f'<NewsComponent xml:lang="{language}"><Role FormalName="Main"/><NewsLines>'
        f"<HeadLine>{TEXTS[language]}</HeadLine></NewsLines><ContentItem><DataContent>"
        f"<p>{TEXTS[language]}.</p></DataContent></ContentItem></NewsComponent>"
        for language in languages.split()
    )
    return (
        '<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier>'
        "<ProviderId>tidewire.example</ProviderId><DateId>20260301</DateId>"
        "<NewsItemId>FERRY</NewsItemId>"
        f'<RevisionId PreviousRevision="{revision - 1}" Update="N">{revision}</RevisionId>'
        f"<PublicIdentifier>{GUID}:{revision}N</PublicIdentifier></NewsIdentifier>"
        '</Identification><NewsManagement><NewsItemType FormalName="News"/>'
        f"<ThisRevisionCreated>20260301T12000{revision}Z</ThisRevisionCreated>"
        f'<Status FormalName="{status}"/></NewsManagement>'
        f"<NewsComponent>{texts}</NewsComponent></NewsItem></NewsML>"
    ).encode()


STORY = newsml1(1, "Usable", "en fr es")
KILL = newsml1(2, "Canceled", "en")
CARRIER = ninjs(guid="tag:tidewire.example,2026:package", **PACKAGE)


@pytest.fixture(autouse=True)
def _published(paper: TestPaper) -> None:
    provider = provider_named("Tide Wire")
    provider.trusted = True
    provider.save()
    RoutingRule.objects.create(name="All", section=paper.politics, action="publish")


def deliver(content: bytes) -> None:
    delivery = receive(provider_named("Tide Wire"), "item.xml", content)
    take_in(delivery)
    delivery.refresh_from_db()
    assert not delivery.error


def test_a_kill_reaches_every_language_and_what_carries_one() -> None:
    deliver(STORY)
    deliver(CARRIER)
    assert Story.objects.public().count() == 4
    deliver(KILL)
    assert not Story.objects.public().exists()
    assert Story.objects.filter(killed_at__isnull=False).count() == 4
    assert set(Dispatch.objects.values_list("alarm", flat=True)) == {"kill"}


def test_one_language_alone_takes_no_other_with_it() -> None:
    deliver(STORY)
    deliver(ninjs("2", f"{GUID}:fr", pubstatus="canceled", headline=None, body_xhtml=None))
    left = Story.objects.public().values_list("headline", flat=True)
    assert sorted(left) == [TEXTS["es"], TEXTS["en"]]


@pytest.mark.parametrize("order", list(permutations([STORY, KILL, CARRIER])))
def test_in_any_order_nothing_of_it_is_left(order: tuple[bytes, ...]) -> None:
    for content in order:
        deliver(content)
    assert not Story.objects.public().exists()
    assert set(Dispatch.objects.values_list("alarm", flat=True)) == {"kill"}


def test_a_language_of_what_was_canceled_is_not_taken_by_hand(people: People) -> None:
    deliver(KILL)
    deliver(STORY)
    french = Dispatch.objects.get(guid=f"{GUID}:fr")
    assert not french.is_tombstone
    with pytest.raises(ValidationError):
        take(french, people.chief_editor)
