"""Every size that a page, feed or sitemap uses is made ahead; a lost original spoils no page."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from threading import Event

import pytest
from django.db import OperationalError
from django.test import Client

from broadsheet.press.models import Change, PlateTag
from broadsheet.press.pressing import press_page
from broadsheet.press.queue import work
from broadsheet.press.sweep import press_stale
from broadsheet.press.tree import plate_tree
from broadsheet.site import picture_files
from broadsheet.site.picture_files import FAILED, LOOK_AT_ALL, PictureFiles
from broadsheet.stories.actions.make_picture_files import make_picture_files
from broadsheet.stories.models import Byline, Clip, Picture, PictureRendition, Story
from broadsheet.theme.pictures import files_of, report_lost
from tests.conftest import TestPaper
from tests.factories import (
    PersonFactory,
    PictureFactory,
    TopicFactory,
    make_special,
    picture_file,
    publish,
)

# The picture of one point by which a read is counted is none of the paper's.
_COUNTED = re.compile(rb"<noscript><img [^>]+></noscript>")


def picture(number: int) -> Picture:
    """A picture like no other, so that none is copied from another."""
    return PictureFactory(file=picture_file(f"{number}.jpg", colour=(number * 20, 90, 120)))


def formats(path: str) -> set[str]:
    """The formats of the pictures that the plate at `path` names."""
    found = re.findall(
        rb"/media/images/[^ \"]+?\.(avif|webp|jpg)\b", plate_tree().body(path) or b""
    )
    return {name.decode() for name in found}


@pytest.fixture
def pictured(paper: TestPaper) -> TestPaper:
    """A paper with a picture in every place that can have one."""
    special = make_special(paper.edition, banner=picture(1))
    person = PersonFactory(edition=paper.edition, slug="ada", portrait=picture(2))
    topic = TopicFactory(edition=paper.edition, slug="tides")
    clip = Clip(title="Tide", type="video", duration=8, poster=picture(3))
    clip.file.save("tide.mp4", picture_file(), save=False)
    clip.save()
    shown = {"picture": picture(4).pk, "caption": "", "credit": "", "alt": ""}
    body = [
        {"type": "picture", "value": shown},
        {
            "type": "gallery",
            "value": {"title": "", "pictures": [shown | {"picture": picture(5).pk}]},
        },
        {"type": "clip", "value": {"clip": clip.pk, "caption": ""}},
    ]
    story = publish(paper.politics, headline="Tide", body=body, lead_picture=picture(6), urgency=1)
    story.specials.add(special)
    story.topics.add(topic)
    Byline.objects.create(story=story, person=person)
    story.save()
    publish(paper.science, kind="gallery", lead_picture=picture(7))
    publish(paper.science, kind="video", lead_clip=clip, lead_picture=picture(8))
    paper.edition.home.slots = [
        {"type": kind, "value": {"title": "", "count": 2, "pinned": []}}
        for kind in ("lead", "strip", "photo", "video")
    ] + [
        {"type": "special", "value": {"special": special.pk, "count": 1}},
        {"type": "sections", "value": {"count": 2}},
    ]
    paper.edition.home.save_revision().publish()
    return paper


def test_reading_the_whole_paper_makes_no_file(client: Client, pictured: TestPaper) -> None:
    files = PictureFiles(Event())
    files.make()
    assert files.failed == set()
    made = PictureRendition.objects.count()
    paths = [
        *("/", "/politics/", "/science/", "/the-long-tide/", "/people/ada/", "/topics/tides/"),
        *("/more/photo/", "/more/video/", "/more/top/", "/archive/", "/search/?q=tide"),
        *(
            "/rss.xml",
            "/atom.xml",
            "/politics/rss.xml",
            "/people/ada/atom.xml",
            "/topics/tides/rss.xml",
        ),
        *("/sitemap.xml", "/sitemaps/news.xml", "/sitemaps/places.xml"),
        *Story.objects.values_list("path", flat=True),
    ]
    pictures = 0
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        pictures += answer.content.count(b"/media/images/")
        assert PictureRendition.objects.count() == made, path
    assert pictures > 50


def test_a_lost_original_spoils_no_page_and_is_told_once(
    client: Client, pictured: TestPaper, caplog: pytest.LogCaptureFixture
) -> None:
    report_lost.cache_clear()
    for one in Picture.objects.all():
        Path(one.file.path).unlink()
    paths = ["/", "/politics/", "/the-long-tide/", "/people/ada/", "/rss.xml", "/atom.xml"]
    paths += Story.objects.values_list("path", flat=True)
    with caplog.at_level(logging.WARNING, "broadsheet.theme.pictures"):
        for path in (*paths, *paths):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert b"<img" not in _COUNTED.sub(b"", answer.content), path
    assert len(caplog.messages) == Picture.objects.count()
    assert all("left out" in message for message in caplog.messages)


def test_a_page_that_did_without_is_pressed_again_when_the_files_are_there(
    paper: TestPaper,
) -> None:
    story = publish(paper.politics, headline="Tide", lead_picture=picture(1))
    work()
    fronts = ["/", "/politics/"]
    for path in (story.path, *fronts):
        press_page(path)
        assert formats(path) == {"jpg"}, path
    assert PictureFiles(Event()).make() == 1
    work()
    press_stale(60)
    for path in (story.path, *fronts):
        assert formats(path) == {"avif", "webp", "jpg"}, path
    assert not PlateTag.objects.filter(tag__startswith="files:").exists()


def test_a_picture_that_is_cropped_elsewhere_has_all_its_files_again(paper: TestPaper) -> None:
    story = publish(paper.politics, headline="Tide", lead_picture=picture(1))
    errand = PictureFiles(Event())
    errand.make()
    cropped = Picture.objects.get()
    before = set(cropped.renditions.values_list("file", flat=True))
    cropped.focal_point_x, cropped.focal_point_y = 40, 40
    cropped.focal_point_width = cropped.focal_point_height = 20
    cropped.save()
    errand.look_at_all_at -= LOOK_AT_ALL
    assert errand.make() == 1
    assert before.isdisjoint(cropped.renditions.values_list("file", flat=True))
    press_page(story.path)
    assert formats(story.path) == {"avif", "webp", "jpg"}


def test_a_picture_that_failed_is_tried_again_in_an_hour(paper: TestPaper) -> None:
    one = picture(1)
    path = Path(one.file.path)
    original = path.read_bytes()
    path.unlink()
    errand = PictureFiles(Event())
    errand.make()
    assert errand.failed == {one.pk}
    path.write_bytes(original)
    errand.look_at_all_at -= LOOK_AT_ALL
    assert errand.make() == 0
    errand.look_at_all_at -= LOOK_AT_ALL
    errand.forgive_at -= FAILED
    assert errand.make() == 1
    assert errand.failed == set()


def test_pages_are_told_of_pictures_together(paper: TestPaper) -> None:
    shown = [picture(number) for number in range(3)]
    Change.objects.all().delete()
    PictureFiles(Event()).make()
    first, *others = Change.objects.order_by("pk").values_list("tags", flat=True)
    assert first == [files_of(shown[-1])]
    assert others == [sorted(map(files_of, shown[:-1]))]


def test_pages_of_which_a_killed_errand_had_told_none_are_told_by_the_next(
    paper: TestPaper,
) -> None:
    story = publish(paper.politics, headline="Tide", lead_picture=picture(1))
    work()
    press_page(story.path)
    assert formats(story.path) == {"jpg"}
    make_picture_files(story.lead_picture)
    PictureFiles(Event()).make()
    work()
    press_stale(60)
    assert formats(story.path) == {"avif", "webp", "jpg"}


def test_a_failure_to_tell_pages_is_made_good(
    paper: TestPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    errand = PictureFiles(Event())
    errand.make()
    one = picture(1)
    with monkeypatch.context() as patch:
        patch.setattr(picture_files, "note_change", fail)
        with pytest.raises(OperationalError):
            errand.make()
    Change.objects.all().delete()
    assert errand.make() == 0
    assert Change.objects.get().tags == [files_of(one)]


def fail(*args: object, **kwargs: object) -> None:
    """The database, when another has held its lock for too long."""
    raise OperationalError("database is locked")


def test_a_clock_that_stops_leaves_the_rest_for_the_next(paper: TestPaper) -> None:
    picture(1)
    stopped = Event()
    stopped.set()
    assert PictureFiles(stopped).make() == 0
    assert PictureFiles(Event()).make() == 1


def test_new_pictures_have_their_files_at_once_replaced_ones_within_a_minute(
    paper: TestPaper,
) -> None:
    files = PictureFiles(Event())
    old = picture(1)
    assert files.make() == 1
    old.renditions.all().delete()
    assert files.make() == 0
    new = picture(2)
    assert files.make() == 1
    assert new.renditions.exists()
    assert not old.renditions.exists()
    files.look_at_all_at -= LOOK_AT_ALL
    assert files.make() == 1
    assert old.renditions.exists()
