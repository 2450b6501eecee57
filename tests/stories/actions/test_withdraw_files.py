"""The files of a killed story: gone for readers, there for the desk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from broadsheet.desk.actions.kill_story import KillStory
from broadsheet.desk.actions.lift_kill import LiftKill
from broadsheet.stories.models import Clip, Picture, RetiredFile, Story
from tests.conftest import TestPaper
from tests.factories import PersonFactory, PictureFactory, publish
from tests.factories.pictures import picture_file
from tests.stories.clips import samples

pytestmark = pytest.mark.django_db
Committed = Callable[..., AbstractContextManager[Any]]
SPEC = "fill-320x213|format-webp"


@pytest.fixture
def kill(django_capture_on_commit_callbacks: Committed) -> Callable[[Story], Story]:
    """A function that kills a story and commits it."""

    def killed(story: Story) -> Story:
        with django_capture_on_commit_callbacks(execute=True):
            return KillStory(story, "Libel.").execute()

    return killed


def status(client: Client, url: str) -> int:
    """What a reader gets who asks for a file."""
    answer = client.get(url)
    if answer.streaming:
        list(answer)
    return answer.status_code


def test_its_picture_is_gone_and_kept(
    paper: TestPaper, client: Client, kill: Callable[[Story], Story], settings: Any
) -> None:
    picture = PictureFactory()
    known = [picture.get_rendition(SPEC).url, picture.file.url]
    story = publish(paper.politics, lead_picture=picture)
    assert status(client, known[0]) == 200
    kill(story)
    assert [status(client, url) for url in known] == [404, 404]
    assert not (Path(settings.MEDIA_ROOT) / picture.file.name).exists()
    kept = Picture.objects.get(pk=picture.pk)
    with kept.file.open() as file:
        assert file.read()
    again = kept.get_rendition(SPEC).url
    assert again != known[0]
    assert status(client, again) == 200


def test_whoever_remembers_the_old_name_shows_the_new_one(
    paper: TestPaper, client: Client, kill: Callable[[Story], Story]
) -> None:
    story = publish(paper.politics, lead_picture=PictureFactory())
    backend = Picture.get_rendition_model().cache_backend
    before = story.lead_picture.get_renditions(SPEC)[SPEC]
    remembered = {key: backend.get(key) for key in (before.get_cache_key(),)}
    assert all(remembered.values())
    LiftKill(kill(story)).execute()
    # Another process still has it in its memory.
    backend.set_many(remembered)
    shown = Picture.objects.get(pk=story.lead_picture_id).get_renditions(SPEC)[SPEC]
    assert status(client, shown.url) == 200


@pytest.mark.parametrize("by", ["kill", "delete"])
def test_files_that_were_replaced_the_same_day_are_gone_too(
    by: str,
    paper: TestPaper,
    client: Client,
    kill: Callable[[Story], Story],
    django_capture_on_commit_callbacks: Committed,
) -> None:
    picture = PictureFactory()
    story = publish(paper.politics, lead_picture=picture)
    known = [picture.get_rendition(SPEC).url]
    with django_capture_on_commit_callbacks(execute=True):
        picture.copyright_notice = "© Another"
        picture.save()
    known.append(picture.get_rendition(SPEC).url)
    with django_capture_on_commit_callbacks(execute=True):
        picture.file = picture_file(colour=(1, 2, 3))
        picture.save()
    assert [status(client, url) for url in known] == [200, 200]
    if by == "kill":
        kill(story)
    else:
        with django_capture_on_commit_callbacks(execute=True):
            picture.delete()
    assert [status(client, url) for url in known] == [404, 404]
    assert not RetiredFile.objects.exists()


@pytest.mark.parametrize("where", ["story", "person", "draft"])
def test_what_is_shown_elsewhere_stays(
    where: str, paper: TestPaper, client: Client, kill: Callable[[Story], Story]
) -> None:
    picture = PictureFactory()
    known = picture.get_rendition(SPEC).url
    story = publish(paper.politics, lead_picture=picture)
    if where == "person":
        PersonFactory(edition=paper.politics.edition, portrait=picture)
    else:
        other = publish(paper.science, lead_picture=picture)
        if where == "draft":
            Story.objects.filter(pk=other.pk).update(live=False)
    kill(story)
    assert status(client, known) == (404 if where == "draft" else 200)


def test_a_clip_its_captions_and_its_poster(
    paper: TestPaper, client: Client, kill: Callable[[Story], Story]
) -> None:
    poster = PictureFactory()
    clip = Clip.objects.create(
        title="Tide",
        type="video",
        file=SimpleUploadedFile("tide.mp4", samples.mp4()),
        captions=SimpleUploadedFile("tide.vtt", samples.VTT),
        poster=poster,
    )
    known = [clip.file.url, clip.captions.url, poster.get_rendition(SPEC).url]
    story = publish(paper.politics, lead_clip=clip)
    assert [status(client, url) for url in known] == [200, 200, 200]
    kill(story)
    assert [status(client, url) for url in known] == [404, 404, 404]
    kept = Clip.objects.get(pk=clip.pk)
    assert [status(client, each.url) for each in (kept.file, kept.captions)] == [200, 200]


def test_a_file_that_is_not_there_hinders_no_kill(
    paper: TestPaper, kill: Callable[[Story], Story], settings: Any
) -> None:
    picture = PictureFactory()
    story = publish(paper.politics, lead_picture=picture)
    (Path(settings.MEDIA_ROOT) / picture.file.name).unlink()
    assert kill(story).is_killed
    assert Picture.objects.get(pk=picture.pk).file.name == picture.file.name


def test_names_can_not_be_guessed() -> None:
    first, second = (
        Clip.objects.create(
            title="Tide", type="video", file=SimpleUploadedFile("tide.mp4", samples.mp4())
        )
        for _ in range(2)
    )
    assert first.file.name.removeprefix("media/")[:10] != second.file.name[6:16]
    assert first.file.name.endswith("-tide.mp4")
