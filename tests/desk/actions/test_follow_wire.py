"""Wire items into stories: what is made, changed, held, kept, killed and left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from broadsheet.desk import wire_copy
from broadsheet.desk.actions.follow_wire import take_item
from broadsheet.desk.actions.lift_kill import LiftKill
from broadsheet.desk.placement import Placement
from broadsheet.desk.wire_outcome import Outcome
from broadsheet.stories.models import Source, Special, Story, Topic
from broadsheet.wire.intake import Rereading, provider_named, read, receive
from broadsheet.wire.models import WireItem
from tests.conftest import TestPaper
from tests.factories import UserFactory
from tests.factories.wire import GUID, ninjs

pytestmark = pytest.mark.django_db
Take = Callable[..., tuple[Outcome, Story | None]]


@pytest.fixture
def take(paper: TestPaper) -> Take:
    """Take one ninjs item in; `publish`, `special` and `editor` place it, other fields are its."""

    def taken(content: bytes, **where: Any) -> tuple[Outcome, Story | None]:
        delivery = receive(provider_named("Tide Wire"), "item.json", content)
        (item,) = read(delivery)
        placement = Placement(**{"section": paper.politics, **where})
        return take_item(Rereading(delivery, [item]), item, placement)

    return taken


def touch(story: Story, **fields: Any) -> None:
    """Somebody at the desk changes a draft of the story."""
    for name, value in fields.items():
        setattr(story, name, value)
    story.save_revision(user=UserFactory())


def test_new_item_becomes_a_draft(take: Take, paper: TestPaper, client: Client) -> None:
    outcome, story = take(ninjs(byline="Nell Varga", slugline="FERRY", urgency=3), editor="P. Vale")
    assert outcome is Outcome.CREATED
    assert (story.provider, story.guid, story.version) == ("Tide Wire", GUID, "1")
    assert (story.headline, story.standfirst) == (
        "Ferry held at the quay",
        "The harbour-master kept it back for an hour.",
    )
    assert (story.byline_text, story.editor, story.slugline) == ("Nell Varga", "P. Vale", "FERRY")
    assert (story.section, story.edition, story.urgency) == (paper.politics, paper.edition, 3)
    assert story.source.name == "Tide Wire"
    assert (story.live, story.path) == (False, "")
    assert story.latest_revision is not None
    assert not Story.objects.public().exists()


def test_published_item_stands_at_its_address_with_its_own_time(take: Take, client: Client) -> None:
    outcome, story = take(ninjs(), publish=True)
    assert outcome is Outcome.PUBLISHED
    assert story.path == "/politics/2026/03/01/ferry-held-at-the-quay/"
    assert story.published_at == datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC)
    assert story.updated_at is None
    page = client.get(story.path)
    assert page.status_code == 200
    assert "2026-03-01 20:00:01" in page.content.decode()


def test_repeated_delivery_changes_nothing(take: Take) -> None:
    _, story = take(ninjs(), publish=True)
    before = Story.objects.values().get()
    revisions = story.revisions.count()
    for _ in range(3):
        assert take(ninjs(), publish=True)[0] is Outcome.UNCHANGED
    assert Story.objects.values().get() == before
    assert story.revisions.count() == revisions
    assert WireItem.objects.count() == 1


def test_a_draft_delivered_again_with_publish_is_published(take: Take) -> None:
    take(ninjs())
    outcome, story = take(ninjs(), publish=True)
    assert (outcome, story.live) == (Outcome.PUBLISHED, True)


def test_newer_version_changes_a_public_story(take: Take, client: Client) -> None:
    take(ninjs(), publish=True)
    outcome, story = take(ninjs("2", headline="Ferry sails at last"))
    assert outcome is Outcome.UPDATED
    assert (story.headline, story.version) == ("Ferry sails at last", "2")
    assert story.path == "/politics/2026/03/01/ferry-held-at-the-quay/"
    assert story.updated_at - story.published_at == timedelta(seconds=1)
    assert "Ferry sails at last" in client.get(story.path).content.decode()


def test_newer_version_changes_a_draft_where_lists_look(take: Take) -> None:
    take(ninjs())
    outcome, story = take(ninjs("2", headline="Ferry sails at last"))
    assert (outcome, story.live) == (Outcome.UPDATED, False)
    story = Story.objects.get()
    assert story.headline == story.latest_revision.as_object().headline == "Ferry sails at last"
    assert story.updated_at is None
    assert story.published_at.second == 2


def test_newer_version_of_a_story_the_desk_touched_is_held(take: Take) -> None:
    _, story = take(ninjs(), publish=True)
    touch(story, headline="Our own words")
    outcome, story = take(ninjs("2", headline="Ferry sails at last"), publish=True)
    assert outcome is Outcome.HELD
    assert (story.headline, story.version) == ("Ferry held at the quay", "1")
    assert story.latest_revision.as_object().headline == "Our own words"
    assert WireItem.objects.filter(version="2").exists()


def test_late_version_is_kept_in_the_record(take: Take) -> None:
    take(ninjs("3", headline="Third"), publish=True)
    outcome, story = take(ninjs("2", headline="Second"), publish=True)
    assert (outcome, story.headline, story.version) == (Outcome.KEPT, "Third", "3")
    assert WireItem.objects.count() == 2


def test_other_bytes_under_the_same_version_are_kept_in_the_record(take: Take) -> None:
    take(ninjs(), publish=True)
    outcome, story = take(ninjs(headline="Something else"))
    assert (outcome, story.headline) == (Outcome.KEPT, "Ferry held at the quay")


def test_canceled_item_kills_its_story(take: Take, client: Client) -> None:
    _, story = take(ninjs(), publish=True)
    outcome, killed = take(ninjs("2", pubstatus="canceled"))
    assert outcome is Outcome.KILLED
    assert killed == story
    assert killed.is_killed
    assert "Tide Wire" in killed.kill_reason
    assert client.get(story.path).status_code == 410
    assert not Story.objects.public().exists()


def test_cancellation_kills_what_the_desk_has_touched_too(take: Take) -> None:
    _, story = take(ninjs(), publish=True)
    touch(story, headline="Our own words")
    assert take(ninjs("2", pubstatus="canceled"))[0] is Outcome.KILLED
    assert Story.objects.get().is_killed


def test_cancellation_before_its_story_leaves_a_tombstone(take: Take) -> None:
    assert take(ninjs("2", pubstatus="canceled")) == (Outcome.KILLED, None)
    assert take(ninjs("1"), publish=True) == (Outcome.KILLED, None)
    assert take(ninjs("3"), publish=True) == (Outcome.KILLED, None)
    assert not Story.objects.exists()


def test_repeated_cancellation_does_not_undo_a_lifted_kill(take: Take) -> None:
    _, story = take(ninjs(), publish=True)
    take(ninjs("2", pubstatus="canceled"))
    LiftKill(story).execute()
    assert take(ninjs("2", pubstatus="canceled"))[0] is Outcome.UNCHANGED
    assert not Story.objects.get().is_killed


def test_a_killed_story_does_not_come_back_with_a_newer_version(take: Take, client: Client) -> None:
    _, story = take(ninjs(), publish=True)
    take(ninjs("2", pubstatus="canceled"))
    assert take(ninjs("3"), publish=True)[0] is Outcome.KILLED
    assert client.get(story.path).status_code == 410


def test_withheld_item_is_not_published(take: Take) -> None:
    outcome, story = take(ninjs(pubstatus="withheld"), publish=True)
    assert (outcome, story.live) == (Outcome.CREATED, False)
    assert take(ninjs(pubstatus="withheld"), publish=True)[0] is Outcome.UNCHANGED
    assert not Story.objects.get().live


def test_withheld_version_takes_a_public_story_off_the_site(take: Take, client: Client) -> None:
    _, story = take(ninjs(), publish=True)
    assert take(ninjs("2", pubstatus="withheld"), publish=True)[0] is Outcome.UPDATED
    assert client.get(story.path).status_code == 404
    # An earlier version that comes again must not bring it back.
    assert take(ninjs("1"), publish=True)[0] is Outcome.UNCHANGED
    assert client.get(story.path).status_code == 404
    assert take(ninjs("3"), publish=True)[0] is Outcome.UPDATED
    assert client.get(story.path).status_code == 200


def test_an_order_in_the_note_holds_like_the_status(take: Take, client: Client) -> None:
    _, story = take(ninjs(), publish=True)
    assert take(ninjs("2", ednote="MANDATORY KILL"), publish=True)[0] is Outcome.UPDATED
    assert client.get(story.path).status_code == 404
    assert not Story.objects.get().is_killed
    assert take(ninjs("3"), publish=True)[0] is Outcome.UPDATED
    assert client.get(story.path).status_code == 200


def test_withheld_version_takes_off_what_the_desk_has_touched(take: Take, client: Client) -> None:
    _, story = take(ninjs(), publish=True)
    touch(story, headline="Our own words")
    outcome, story = take(ninjs("2", pubstatus="withheld"))
    assert outcome is Outcome.HELD
    assert client.get(story.path).status_code == 404
    assert Story.objects.get().latest_revision.as_object().headline == "Our own words"


def test_embargo_is_set_and_kept(take: Take, client: Client) -> None:
    until = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    outcome, story = take(ninjs(embargoed=until.isoformat()), publish=True)
    assert (outcome, story.embargo_until) == (Outcome.PUBLISHED, until)
    assert client.get(story.path).status_code == 404
    assert not Story.objects.public().exists()
    assert story.is_public(until)


def test_embargo_that_cannot_be_understood_holds_the_item(take: Take) -> None:
    outcome, story = take(ninjs(embargoed="after the speech"), publish=True)
    assert (outcome, story.live) == (Outcome.CREATED, False)


@pytest.mark.parametrize("kind", ["event", "planning"])
def test_what_is_no_news_is_ignored(take: Take, kind: str) -> None:
    assert take(ninjs(type=kind), publish=True) == (Outcome.IGNORED, None)
    assert not Story.objects.exists()


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        ({"slugline": "FERRY-QUAY"}, "FERRY-QUAY"),
        ({}, "The tide was higher than the table said."),
        ({"body_xhtml": None}, GUID),
    ],
)
def test_without_a_headline_it_is_a_draft_under_another_name(
    take: Take, fields: dict[str, Any], headline: str
) -> None:
    outcome, story = take(ninjs(headline=None, **fields), publish=True)
    assert (outcome, story.headline, story.live) == (Outcome.CREATED, headline, False)


def test_newer_version_without_a_headline_leaves_the_one_there_is(take: Take) -> None:
    take(ninjs(), publish=True)
    outcome, story = take(ninjs("2", headline=None, body_xhtml="<p>New text.</p>"))
    assert (outcome, story.headline) == (Outcome.UPDATED, "Ferry held at the quay")
    assert story.body[0].value.source == "<p>New text.</p>"


def test_a_picture_alone_is_not_published(take: Take) -> None:
    outcome, story = take(ninjs(type="picture", body_xhtml=None), publish=True)
    assert (outcome, story.live) == (Outcome.CREATED, False)


def test_very_long_fields_are_cut_between_words(take: Take) -> None:
    words = "harbour " * 500
    outcome, story = take(
        ninjs(
            "1",
            guid=f"tag:tidewire.example,2026:{'x' * 400}",
            headline=words,
            byline=words,
            slugline=words,
            located=words,
            copyrightholder=words,
            source=words,
            subject=[{"name": words, "uri": f"https://codes.example/{'y' * 400}"}],
            language="en-x-" + "-".join(["abcdefgh"] * 9),
        ),
        publish=True,
    )
    assert outcome is Outcome.PUBLISHED
    for name in ("headline", "byline_text", "slugline", "dateline", "rights_holder"):
        value = getattr(story, name)
        assert value.endswith("harbour…"), name
        assert len(value) <= Story._meta.get_field(name).max_length
    assert len(story.source.name) <= 120
    assert len(story.topics.get().name) <= 160
    assert len(story.guid) <= 255
    assert story.language == "en"


def test_two_long_identifiers_stay_two_stories(take: Take) -> None:
    stem = f"tag:tidewire.example,2026:{'x' * 400}"
    take(ninjs(guid=f"{stem}a"))
    take(ninjs(guid=f"{stem}b"))
    assert take(ninjs(guid=f"{stem}a"))[0] is Outcome.UNCHANGED
    assert Story.objects.count() == 2


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en-US", "en"),
        ("EN", "en"),
        ("fr-CA", "fr-CA"),
        ("zh-Hant", "zh-Hant"),
        (None, "en"),
    ],
)
def test_language_is_the_editions_unless_the_item_has_another(
    take: Take, tag: str | None, language: str
) -> None:
    assert take(ninjs(language=tag))[1].language_code == language


def test_traditional_characters_are_told_from_simplified_ones(take: Take, paper: TestPaper) -> None:
    paper.edition.language = "zh-Hans"
    paper.edition.save()
    paper.politics.refresh_from_db()
    languages = [
        take(ninjs(guid=f"{GUID}{tag}", language=tag), section=paper.politics)[1].language_code
        for tag in ("zh-Hant", "zh-TW", "zh", "zh-CN")
    ]
    assert languages == ["zh-Hant", "zh-TW", "zh-Hans", "zh-Hans"]


def test_source_credit_is_found_again_in_any_case(take: Take) -> None:
    known = Source.objects.create(name="Xinhua", slug="xinhua")
    assert take(ninjs(source="XINHUA"))[1].source == known
    assert Source.objects.count() == 1


def test_providers_own_credit_line_goes_before_the_items(take: Take) -> None:
    provider = provider_named("Tide Wire")
    provider.credit_line = "Tide Wire Service"
    provider.save()
    assert take(ninjs(source="Someone"))[1].source.name == "Tide Wire Service"


def test_sources_with_the_same_slug_get_different_ones(take: Take) -> None:
    Source.objects.create(name="Tide, Wire", slug="tide-wire")
    assert take(ninjs())[1].source.slug == "tide-wire-2"


def test_byline_is_made_of_the_authors_where_none_is_written(take: Take) -> None:
    authors = [
        {"name": "Nell Varga", "role": "writer"},
        {"name": "Joss Tarrant", "role": "photographer"},
        {"name": "Ada Orrin"},
    ]
    assert take(ninjs(authors=authors))[1].byline_text == "Nell Varga, Ada Orrin"


def test_times_in_the_future_are_now(take: Take) -> None:
    later = (timezone.now() + timedelta(days=30)).isoformat()
    _, story = take(ninjs(versioncreated=later), publish=True)
    assert abs(story.published_at - timezone.now()) < timedelta(minutes=1)
    assert story.is_public()


def test_special_is_opened_with_its_first_story_and_found_again(
    take: Take, paper: TestPaper
) -> None:
    _, first = take(ninjs(), special="The Long Tide", publish=True)
    _, second = take(ninjs(guid=f"{GUID}-b"), special="the-long-tide")
    special = Special.objects.get()
    assert (special.title, special.edition, special.live) == ("The Long Tide", paper.edition, True)
    assert list(first.specials.all()) == list(Story.objects.get(pk=second.pk).specials.all())
    assert list(Story.objects.public().in_special(special)) == [first]


@pytest.mark.parametrize("content", [ninjs(type="event"), ninjs(pubstatus="canceled")])
def test_no_special_is_opened_for_what_becomes_no_story(take: Take, content: bytes) -> None:
    take(content, special="The Long Tide")
    assert not Special.objects.exists()


@pytest.mark.parametrize("where", ["publish", "save_revision"])
def test_a_failure_half_way_leaves_nothing(
    take: Take, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Story, where, fail)
        with pytest.raises(RuntimeError, match="disk"):
            take(
                ninjs(subject=[{"name": "Ferries"}], source="Nobody"),
                special="The Long Tide",
                publish=True,
            )
    for model in (Story, Special, WireItem, Topic, Source):
        assert not model.objects.exists(), model
    # What failed is not taken for a repetition when it comes again.
    assert take(ninjs(), publish=True)[0] is Outcome.PUBLISHED


def test_a_failing_update_is_not_lost(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    take(ninjs(), publish=True)

    def fail(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(wire_copy, "topics_for", fail)
        with pytest.raises(RuntimeError):
            take(ninjs("2", headline="Ferry sails at last"))
    outcome, story = take(ninjs("2", headline="Ferry sails at last"))
    assert (outcome, story.headline) == (Outcome.UPDATED, "Ferry sails at last")


def test_any_order_ends_with_the_same_story(take: Take) -> None:
    versions = [ninjs(str(number), headline=f"Version {number}") for number in (1, 2, 3)]
    for order in ((0, 1, 2), (2, 0, 1), (1, 2, 0), (0, 2, 1)):
        Story.objects.all().delete()
        WireItem.objects.all().delete()
        for _ in range(2):
            for each in order:
                take(versions[each], publish=True)
        assert (Story.objects.get().headline, Story.objects.get().version) == ("Version 3", "3")
