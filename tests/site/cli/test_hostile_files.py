"""Malformed and hostile files given to `broadsheet intake`: a clear error, nothing half-stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.stories.models import Source, Special, Story, Topic
from broadsheet.wire.models import Delivery, WireItem
from tests.conftest import TestPaper
from tests.factories.wire import ninjs
from tests.site.cli.conftest import Run, lines
from tests.site.cli.test_intake import WHERE, Write

pytestmark = pytest.mark.django_db


def files(folder: Path, *patterns: str) -> Iterator[Path]:
    """The files of `folder` that fit any of `patterns`; there must be some of each."""
    for pattern in patterns:
        found = sorted(path for path in folder.glob(pattern) if path.is_file())
        assert found, f"{folder} holds no {pattern}"
        yield from found


def assert_nothing_is_stored() -> None:
    for model in (Story, WireItem, Special, Topic, Source):
        assert not model.objects.exists(), model


def test_files_that_are_no_news_are_refused_with_a_sentence(
    run: Run, paper: TestPaper, shared: Path
) -> None:
    given = list(
        files(shared / "hostile", "xxe/*", "defusedxml/*", "svg/*", "html5lib/*", "xss-lists/*")
    )
    result = run("intake", *given, *WHERE, "--special", "Hostile", "--publish", "--json")
    assert result.exit_code == 1
    answers = lines(result)
    assert [line["file"] for line in answers] == [str(path) for path in given]
    for line in answers:
        assert line["error"].rstrip().endswith((".", "?")), line
        assert len(line["error"]) < 400, line
        assert "Error" not in line["error"], line
        assert "root:" not in line["error"], line
    assert_nothing_is_stored()
    assert Delivery.objects.exclude(error="").count() == Delivery.objects.count() > 0


def test_invalid_ninjs_is_refused_or_read_whole(run: Run, paper: TestPaper, shared: Path) -> None:
    given = list(files(shared / "ninjs" / "validation-suite-1-2", "*should_fail*.json"))
    result = run("intake", *given, *WHERE, "--json")
    answers = lines(result)
    refused = [line for line in answers if "error" in line]
    assert len(refused) + WireItem.objects.count() >= len(given)
    assert len(refused) >= len(given) // 3
    assert Story.objects.count() == len({line["story"] for line in answers if line.get("story")})
    assert not Story.objects.public().exists()


@pytest.mark.parametrize(
    "content",
    [
        b'{"uri": "a", "uri": "b", "headline": "x"}',
        b'{"uri": "a", "headline": NaN}',
        b'{"uri": "\xff", "headline": "x"}',
        json.dumps({"uri": "a", "headline": "x", "extra": "[" * 100}).encode()[:-1],
    ],
)
def test_what_is_no_json_refuses_the_file_it_stands_in(
    run: Run, write: Write, paper: TestPaper, content: bytes
) -> None:
    result = run("intake", write(b"[" + ninjs() + b"," + content + b"]"), *WHERE, "--json")
    (line,) = lines(result)
    assert result.exit_code == 1
    assert list(line) == ["file", "error"]
    assert_nothing_is_stored()


@pytest.mark.parametrize(
    "content",
    [
        b'{"uri": "a", "headline": ["x"]}',
        b'{"uri": "a", "headline": "x", "pubstatus": "perhaps"}',
        b'{"headline": "x", "body_text": "y"}',
        b'{"uri": "a", "headline": "x", "type": "weapon"}',
        b'{"uri": "a", "headline": "x", "version": {}}',
        b'{"uri": "a", "headline": "x", "body_html": "' + b"x" * 2_000_001 + b'"}',
    ],
)
def test_one_bad_item_is_refused_and_its_neighbour_is_not(
    run: Run, write: Write, paper: TestPaper, content: bytes
) -> None:
    result = run("intake", write(b"[" + ninjs() + b"," + content + b"]"), *WHERE, "--json")
    refused, told = lines(result)
    assert result.exit_code == 1
    assert list(refused) == ["file", "error"]
    assert (told["action"], WireItem.objects.count()) == ("created", 1)


def test_text_that_databases_trip_over_is_cleaned(run: Run, write: Write, paper: TestPaper) -> None:
    odd = "a\x00b\ud800c\ufffe\u202ed"
    content = ninjs(headline=odd, byline=odd, body_xhtml=f"<p>{odd}</p>", source=odd, custom=odd)
    (line,) = lines(run("intake", write(content), *WHERE, "--publish", "--json"))
    assert line["action"] == "published"
    story = Story.objects.get()
    for text in (story.headline, story.byline_text, story.source.name, str(story.body)):
        assert "\x00" not in text
        assert "\ud800" not in text
