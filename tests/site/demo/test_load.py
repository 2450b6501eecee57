"""The demo newspaper, loaded with small pictures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone
from lxml import html
from wagtail.models import Page

from broadsheet.desk.models import SectionAssignment
from broadsheet.popularity.models import MinuteReads
from broadsheet.site.cli.output import Output
from broadsheet.site.demo import load, newspaper
from broadsheet.site.demo.load import PaperNotEmpty, load_demo
from broadsheet.site.demo.load_accounts import ACCOUNTS
from broadsheet.site.demo.story_file import read_edition
from broadsheet.stories.fronts import fill_slots
from broadsheet.stories.models import (
    Clip,
    Edition,
    HomeFront,
    Person,
    Picture,
    Section,
    Source,
    Special,
    Story,
    Topic,
)
from broadsheet.stories.pages import pages_of
from tests.site.demo.loading import draw_nothing

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),
]


@pytest.fixture(autouse=True)
def _media(settings: Any, demo_folder: Path) -> None:
    """Files lie where the demo newspaper has them, for all tests of this file."""
    settings.MEDIA_ROOT = demo_folder / "media"


def test_a_failing_load_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("the disk is full")

    pages = Page.objects.count()
    draw_nothing(monkeypatch)
    # Of each edition the first few: the failure comes after all of them.
    monkeypatch.setattr(newspaper, "read_edition", lambda folder: islice(read_edition(folder), 4))
    monkeypatch.setattr(load, "load_accounts", fail)
    with pytest.raises(RuntimeError, match="disk"):
        load_demo(Output().say)
    for model in (Story, Edition, Picture, Clip, Person, Source, Topic):
        assert not model.objects.exists(), model
    assert Page.objects.count() == pages


def test_the_paper_is_whole(client: Client, demo: list[str]) -> None:
    assert Story.objects.public().count() == Story.objects.count() >= 60
    assert list(Edition.objects.values_list("code", flat=True)) == ["en", "ar", "zh"]
    assert Section.objects.filter(edition__is_default=True).count() == 8
    assert Special.objects.filter(edition__is_default=True).count() == 2
    for kind in Story.Kind.values:
        assert Story.objects.public().filter(kind=kind).exists(), kind
    assert len(demo) == 1 + Edition.objects.count()
    for picture in Picture.objects.all():
        assert picture.credit, picture
        assert picture.description, picture
    if connection.vendor != "sqlite":  # There `test_true_pages` presses each of them.
        assert wrong_pages(client) == []
    assert_translations_are_linked(client)
    assert_accounts_are_there()
    assert_touched_when_printed()
    assert_captions_in_each_language()
    assert_specials_are_full_on_every_home_front()
    assert_the_popular_rail_is_full(client)
    with pytest.raises(PaperNotEmpty):
        load_demo(demo.append)


def assert_the_popular_rail_is_full(client: Client) -> None:
    """Readers of a week were planted: each edition's list is there at once."""
    for path in ("/rails/", "/zh/rails/", "/ar/rails/"):
        page = client.get(path).content.decode()
        rail = page.partition('data-region="rail-popular"')[2].partition("</ol>")[0]
        assert rail.count("<li>") == 10, path
    assert not MinuteReads.objects.filter(minute__gte=timezone.now().timestamp() // 60 + 1).exists()


def wrong_pages(client: Client) -> list[str]:
    """What does not answer, of all pages of all stories and places."""
    return [
        f"{path}: {status}"
        for path in addresses()
        if (status := client.get(path).status_code) != 200
    ]


def addresses() -> Iterator[str]:
    for edition in Edition.objects.all():
        yield edition.home_path
        yield f"{edition.home_path}rss.xml"
    for place in Page.objects.live().filter(depth__gt=2).specific():
        yield place.path_in_site
    for story in Story.objects.all():
        yield from (page.url for page in pages_of(story))
    for one in (*Topic.objects.all(), *Person.objects.all()):
        yield one.get_absolute_url()


def assert_translations_are_linked(client: Client) -> None:
    translations = Story.objects.filter(translation_of__isnull=False)
    assert {one.edition.code for one in translations} == {"zh", "ar"}
    for one in translations:
        assert one.edition != one.translation_of.edition
    one = translations.select_related("translation_of").first()
    page = html.fromstring(client.get(one.path).content)
    linked = page.xpath("//link[@rel='alternate'][@hreflang]/@href")
    assert any(address.endswith(one.translation_of.path) for address in linked)


def assert_touched_when_printed() -> None:
    for story in Story.objects.all():
        assert story.touched_at == (story.updated_at or story.published_at), story.slug


def assert_captions_in_each_language() -> None:
    clips = {Path(clip.captions.path).read_text(encoding="utf-8") for clip in Clip.objects.all()}
    assert len(clips) == Clip.objects.count() >= 3


def assert_specials_are_full_on_every_home_front() -> None:
    for home in HomeFront.objects.all():
        slots = {slot.special.slug: slot for slot in fill_slots(home, home.edition) if slot.special}
        assert len(slots) == 2
        for slug, slot in slots.items():
            assert len(slot.stories) >= 2, (home.edition.code, slug)


def assert_accounts_are_there() -> None:
    for username, (_first, _last, group) in ACCOUNTS.items():
        user = User.objects.get(username=username)
        assert not user.has_usable_password()
        assert [each.name for each in user.groups.all()] == [group]
        assert not user.is_superuser
    assigned = SectionAssignment.objects.filter(user__username="section-editor")
    assert {each.section.slug for each in assigned} == {"harbour", "weather"}
