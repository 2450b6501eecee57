"""`broadsheet intake`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from broadsheet.stories.models import Special, Story
from broadsheet.wire.models import Delivery, Provider, WireItem
from tests.conftest import TestPaper
from tests.factories.wire import GUID, ninjs
from tests.site.cli.conftest import Run, lines

pytestmark = pytest.mark.django_db
Write = Callable[..., Path]
WHERE = ("--provider", "Tide Wire", "--section", "politics")


@pytest.fixture(autouse=True)
def _paper(paper: TestPaper) -> None:
    """There is a paper with the sections Politics and Science."""


def test_json_line_has_exactly_these_keys(run: Run, write: Write) -> None:
    result = run("intake", write(ninjs()), *WHERE, "--publish", "--json")
    assert result.exit_code == 0
    (line,) = lines(result)
    story = Story.objects.get()
    assert line == {
        "provider": "Tide Wire",
        "guid": GUID,
        "version": "1",
        "action": "published",
        "story": story.pk,
        "url": "http://127.0.0.1:8000/politics/2026/03/01/ferry-held-at-the-quay/",
    }
    assert list(line) == ["provider", "guid", "version", "action", "story", "url"]


def test_a_draft_has_no_address_and_what_is_no_news_no_story(run: Run, write: Write) -> None:
    files = [write(ninjs(), "a.json"), write(ninjs(guid=f"{GUID}-b", type="event"), "b.json")]
    draft, event = lines(run("intake", *files, *WHERE, "--json"))
    assert (draft["action"], draft["url"]) == ("created", None)
    assert (event["action"], event["story"], event["url"]) == ("ignored", None, None)


def test_the_same_provider_by_another_spelling_is_named_as_it_is_known(
    run: Run, write: Write
) -> None:
    run("intake", write(ninjs()), *WHERE)
    (line,) = lines(
        run("intake", write(ninjs()), "--provider", "tide-wire", "--section", "politics", "--json")
    )
    assert (line["provider"], line["action"]) == ("Tide Wire", "unchanged")


def test_people_are_told_in_a_sentence(run: Run, write: Write) -> None:
    result = run("intake", write(ninjs()), *WHERE, "--publish")
    assert result.stdout == (
        "published: Ferry held at the quay → "
        "http://127.0.0.1:8000/politics/2026/03/01/ferry-held-at-the-quay/\n"
    )


def test_all_of_the_placement_reaches_the_story(run: Run, write: Write) -> None:
    run("intake", write(ninjs()), *WHERE, "--special", "The Long Tide", "--editor", "Perrin Vale")
    story = Story.objects.get()
    assert (story.section.title, story.editor) == ("Politics", "Perrin Vale")
    assert [special.title for special in story.specials.all()] == ["The Long Tide"]


def test_every_item_of_a_file_has_its_line(run: Run, write: Write) -> None:
    content = b"[%s]" % b",".join(ninjs(guid=f"{GUID}-{number}") for number in range(3))
    result = run("intake", write(content), *WHERE, "--json")
    assert [line["guid"] for line in lines(result)] == [f"{GUID}-{number}" for number in range(3)]


def test_refused_file_is_told_and_the_others_go_on(run: Run, write: Write) -> None:
    files = [write(b'{"uri": ', "broken.json"), write(ninjs(), "sound.json")]
    result = run("intake", *files, *WHERE, "--json")
    assert result.exit_code == 1
    refused, taken = lines(result)
    assert list(refused) == ["file", "error"]
    assert refused["file"] == str(files[0])
    assert "not valid JSON" in refused["error"]
    assert taken["action"] == "created"
    assert Delivery.objects.get(name="broken.json").error == refused["error"]


def test_refusals_go_to_standard_error_for_people(run: Run, write: Write) -> None:
    result = run("intake", write(b"<html>"), *WHERE)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "item.json: refused:" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", b"[]", b"[" * 200_000, b'{"uri": "\\ud800"}']
)
def test_what_is_no_item_leaves_no_story(run: Run, write: Write, content: bytes) -> None:
    result = run("intake", write(content), *WHERE, "--publish", "--json")
    assert result.exit_code in {0, 1}
    assert len(lines(result)) == 1
    assert not Story.objects.public().exists()


def test_missing_file_and_folder(run: Run, tmp_path: Path) -> None:
    result = run("intake", tmp_path / "nothing.json", tmp_path, *WHERE, "--json")
    assert result.exit_code == 1
    missing, folder = lines(result)
    assert "No such file" in missing["error"]
    assert "folder" in folder["error"]
    assert not Delivery.objects.exists()


def test_pipe_is_refused_unread(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (line,) = lines(run("intake", tmp_path / "pipe", *WHERE, "--json"))
    assert "not a file" in line["error"]


def test_file_beyond_the_limit_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024 + 1)
    (line,) = lines(run("intake", path, *WHERE, "--json"))
    assert "larger than 50 MiB" in line["error"]
    assert not Delivery.objects.exists()


def test_file_with_a_name_in_no_encoding(run: Run, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.json"
    with open(path, "wb") as stream:  # noqa: PTH123
        stream.write(ninjs())
    result = run("intake", os.fsdecode(path), *WHERE, "--json")
    assert (result.exit_code, lines(result)[0]["action"]) == (0, "created")
    assert Delivery.objects.get().name == "caf\ufffd.json"


def test_unknown_section_lists_those_there_are(run: Run, write: Write) -> None:
    result = run("intake", write(ninjs()), "--provider", "Tide Wire", "--section", "Sport")
    assert result.exit_code == 1
    assert "Sections: Politics, Science." in result.stderr
    assert not Provider.objects.exists()


def test_unknown_edition_lists_those_there_are(run: Run, write: Write) -> None:
    result = run("intake", write(ninjs()), *WHERE, "--edition", "fr")
    assert result.exit_code == 1
    assert "Editions: en." in result.stderr


def test_provider_without_a_name_is_refused(run: Run, write: Write) -> None:
    result = run("intake", write(ninjs()), "--provider", "!!", "--section", "politics")
    assert result.exit_code == 2
    assert "--provider" in result.stderr


def test_an_item_that_fits_no_story_is_told_and_leaves_nothing(run: Run, write: Write) -> None:
    result = run(
        "intake", write(ninjs()), *WHERE, "--editor", "x" * 200, "--special", "Tide", "--json"
    )
    assert result.exit_code == 1
    (line,) = lines(result)
    assert line["error"].startswith(GUID)
    assert "120" in line["error"]
    assert not Story.objects.exists()
    assert not Special.objects.exists()
    assert not WireItem.objects.exists()
    assert Delivery.objects.get().error == line["error"]
    # The same file is taken when what was wrong has been put right.
    assert run("intake", write(ninjs()), *WHERE).exit_code == 0
    assert Delivery.objects.get().error == ""


def test_the_how_to_guides_example_is_taken(run: Run, write: Write) -> None:
    guide = Path(__file__).parents[3] / "docs" / "howto" / "take-wire-files-in.md"
    example = guide.read_text(encoding="utf-8").split("```json\n")[1].split("```")[0]
    (line,) = lines(run("intake", write(example.encode()), *WHERE, "--publish", "--json"))
    assert line["action"] == "published"
    story = Story.objects.get()
    assert story.rights_holder == "Tide Wire"
    assert [topic.name for topic in story.topics.all()] == ["Ferries"]
