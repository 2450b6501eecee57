"""`broadsheet parse`: what wire files say."""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet.formats import Item
from tests.factories.text_wire import iptc
from tests.site.cli.conftest import Run, lines

Write = Callable[..., Path]

STORY = {
    "uri": "urn:hill:1",
    "version": "2",
    "headline": "Ferry runs\x1b[31m again",
    "body_text": "It does.\n\nIndeed.",
    "versioncreated": "2031-05-05T10:00:00",
    "urgency": 4,
}
NINJS = json.dumps(STORY).encode()
RSS = b"<rss><channel><item><guid>h-1</guid><title>One</title></item></channel></rss>"


def test_json_has_the_documented_keys(run: Run, write: Write) -> None:
    result = run("parse", write(NINJS), "--json", "--zone", "Asia/Tokyo")
    (item,) = lines(result)
    assert result.exit_code == 0
    assert list(item) == [field.name for field in dataclasses.fields(Item)]
    assert (item["guid"], item["version"], item["format"]) == ("urn:hill:1", "2", "ninjs")
    assert item["updated"] == "2031-05-05T01:00:00Z"
    assert item["embargo"] is None
    assert [block["html"] for block in item["body"]] == ["<p>It does.</p>", "<p>Indeed.</p>"]
    reference = Path(__file__).parents[3] / "docs" / "reference" / "formats.md"
    documented = reference.read_text("utf-8")
    assert [key for key in item if f"`{key}`" not in documented] == []


def test_pictures_beside_items_are_no_errors(run: Run, write: Write) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("story.json", NINJS)
        archive.writestr("ferry.jpg", b"\xff\xd8\xff\xe0 and so on")
    result = run("parse", write(packed.getvalue(), "story.zip"), "--json")
    assert [item["guid"] for item in lines(result)] == ["urn:hill:1"]
    assert result.exit_code == 0
    plain = run("parse", write(b"\xff\xd8\xff\xe0 and so on", "ferry.jpg"))
    assert plain.exit_code == 0
    assert "a picture, film or sound" in plain.output


def test_what_is_missing_is_null(run: Run, write: Write) -> None:
    feed = (
        b"<rss><channel><item><title>One</title>"
        b"<description>&lt;p&gt;a&lt;/p&gt;&lt;img src='b.png'&gt;</description>"
        b"<enclosure url='https://hill.example/c.mp3'/></item></channel></rss>"
    )
    story = {"uri": "u", "subject": [{"code": "20000065"}], "embargoed": "soon", "x": {"y": ""}}
    entry, ninjs = lines(
        run("parse", write(feed, "a.rss"), write(json.dumps(story).encode(), "b.json"), "--json")
    )
    assert (entry["version"], entry["provider"], entry["guid"][:6]) == (None, None, "ni:///")
    assert [(b["html"], b["src"], b["alt"], b["caption"]) for b in entry["body"]] == [
        ("<p>a</p>", None, None, None),
        (None, "b.png", None, None),
    ]
    assert (entry["media"][0]["version"], entry["media"][0]["name"]) == (None, None)
    assert entry["media"][0]["renditions"][0]["name"] is None
    assert ninjs["subjects"][0]["name"] is None
    assert (ninjs["media"], ninjs["extra"]) == ([], {"embargo_unparsed": "soon", "x": {"y": ""}})


def test_the_provider_is_whom_the_delivery_names(run: Run, write: Write) -> None:
    story = STORY | {"provider": "Hill Press", "source": "Valley"}
    path = write(json.dumps(story).encode())
    (item,) = lines(run("parse", path, "--json"))
    assert (item["provider"], item["source"]) == ("Hill Press", "Valley")
    assert "  provider: Hill Press\n" in run("parse", path).stdout


def test_people_read_sentences(run: Run, write: Write) -> None:
    result = run("parse", write(NINJS))
    assert result.stdout.startswith(
        "Ferry runs[31m again [ninjs, text]\n  guid: urn:hill:1, version 2"
    )
    assert "  updated: 2031-05-05 10:00:00 UTC\n" in result.stdout
    assert "  body: 2 blocks, 15 characters\n" in result.stdout
    assert "None" not in result.stdout


def test_a_refused_file_is_told_and_the_others_go_on(
    run: Run, write: Write, tmp_path: Path
) -> None:
    bad, missing = write(b"no news", "bad.txt"), tmp_path / "missing.xml"
    result = run("parse", bad, missing, tmp_path, write(RSS, "a.rss"), "--json")
    assert result.exit_code == 1
    first, second, third, item = lines(result)
    assert list(first) == ["file", "error"]
    assert (first["file"], second["file"]) == (str(bad), str(missing))
    assert "no format" in first["error"]
    assert "folder" in third["error"]
    assert item["headline"] == "One"
    spoken = run("parse", bad)
    assert (spoken.exit_code, spoken.stdout) == (1, "")
    assert spoken.stderr.startswith(f"{bad}: refused: The file is in no format")


def test_packed_files_are_opened(run: Run, write: Write) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.json", NINJS)
        archive.writestr("b.txt", b"no news")
        archive.writestr("c.rss.gz", gzip.compress(RSS))
    path = write(stream.getvalue(), "x.zip")
    story, refused, entry = lines(run("parse", path, "--json"))
    assert (story["guid"], entry["guid"]) == ("urn:hill:1", "h-1")
    assert refused["file"] == f"{path}/b.txt"


def test_bombs_are_refused(run: Run, write: Write) -> None:
    result = run("parse", write(gzip.compress(bytes(64 * 1024 * 1024)), "a.gz"), "--json")
    (line,) = lines(result)
    assert result.exit_code == 1
    assert "times its packed size" in line["error"]


def test_a_feed_without_items(run: Run, write: Write) -> None:
    path = write(b"<rss><channel/></rss>", "a.rss")
    assert run("parse", path).stdout == f"{path}: no items in it\n"
    assert run("parse", path, "--json").stdout == ""


@pytest.mark.parametrize("zone", ["Mars", "../etc/passwd", "", "Europe"])
def test_zones_that_are_none(run: Run, write: Write, zone: str) -> None:
    result = run("parse", write(NINJS), "--zone", zone)
    assert result.exit_code == 2
    assert "no time zone" in result.stderr


def test_progress_on_many_files(run: Run, write: Write) -> None:
    paths = [write(RSS, f"{number}.rss") for number in range(6)]
    assert "Reading" in run("parse", *paths).stderr
    assert run("parse", *paths, "--json").stderr == ""


def test_a_file_that_is_read_in_part_is_told_and_refused(run: Run, write: Write) -> None:
    result = run("parse", write(b'[{"headline": "x", "body_text": "y"}, ' + NINJS + b"]"), "--json")
    item, refused = lines(result)
    assert result.exit_code == 1
    assert item["guid"] == "urn:hill:1"
    assert list(refused) == ["file", "error"]
    assert "[0]" in refused["error"]


def test_text_in_an_encoding_that_it_does_not_name(run: Run, write: Write) -> None:
    message = iptc("hill0001", datetime(2031, 5, 5, 8, tzinfo=UTC), "渡轮恢复通航，港口重新开放")
    path = write(message.decode().encode("gbk"), "a.txt")
    assert run("parse", path).exit_code == 1
    (item,) = lines(run("parse", path, "--encoding", "gb2312", "--json"))
    assert item["headline"] == "渡轮恢复通航，港口重新开放"
    assert run("parse", path, "--encoding", "no such").exit_code == 2
