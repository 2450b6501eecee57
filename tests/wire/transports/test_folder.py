"""Folders into which files are dropped, as FTP servers receive them."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from broadsheet import formats
from broadsheet.wire.intake import Received, waiting
from broadsheet.wire.models import Channel, Delivery, Dispatch, WireItem
from broadsheet.wire.transports import folder
from broadsheet.wire.transports.folder import Folders, is_finished
from tests.factories.text_wire import anpa, iptc
from tests.factories.wire import GUID, ninjs
from tests.wire.intake.hearing import listening

pytestmark = pytest.mark.django_db


@pytest.fixture
def into(watched: Channel) -> Path:
    """Where the agency drops its files."""
    return folder.make(watched) / "in"


def watch(folders: Folders, seconds: float = 0.5) -> None:
    """Look for so long, as the clock does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        folders.look()
        time.sleep(0.05)


def names(into: Path, kind: str) -> list[str]:
    return sorted(path.name for path in (into.parent / kind).rglob("*") if path.is_file())


def test_a_file_is_read_and_put_away(watched: Channel, into: Path) -> None:
    (into / "ferry.json").write_bytes(ninjs())
    watch(Folders())
    delivery = Delivery.objects.get()
    assert (delivery.name, delivery.state, delivery.channel) == ("ferry.json", "read", watched)
    assert Dispatch.objects.get().headline == "Ferry held at the quay"
    assert (names(into, "in"), names(into, "done")) == ([], ["ferry.json"])
    watched.refresh_from_db()
    assert watched.last_item_at is not None


def test_a_file_that_grows_is_left_until_it_stands_still(into: Path) -> None:
    content, folders = ninjs(), Folders()
    path = into / "ferry.json"
    for end in range(20, len(content), 40):
        path.write_bytes(content[:end])
        watch(folders, 0.1)
    assert not Delivery.objects.exists()
    path.write_bytes(content)
    watch(folders)
    assert Delivery.objects.get().state == "read"


def test_an_upload_that_pauses_is_taken_when_it_goes_on(into: Path) -> None:
    content, folders = ninjs(), Folders()
    path = into / "ferry.json"
    path.write_bytes(content[:50])
    watch(folders, 0.6)
    assert Delivery.objects.get().state == "rejected"
    assert names(into, "in") == ["ferry.json"]
    with path.open("ab") as stream:
        stream.write(content[50:])
    watch(folders, 0.6)
    # The beginning was no delivery of its own.
    assert [one.state for one in Delivery.objects.all()] == ["read"]
    assert names(into, "done") == ["ferry.json"]


def test_what_can_not_be_read_is_put_aside_in_the_end(
    into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "PATIENCE_SECONDS", 0.5)
    (into / "broken.json").write_bytes(b'{"uri": ')
    (into / "empty.json").touch()
    watch(Folders(), 1.2)
    assert (names(into, "in"), names(into, "rejected")) == ([], ["broken.json", "empty.json"])
    assert all(one.state == "rejected" and one.error for one in Delivery.objects.all())


@pytest.mark.parametrize(
    "name",
    ["a.xml.tmp", "a.PART", ".a.xml", "~a.xml", "a.xml~", "a.filepart", ".a.xml.Xy12", "a.partial"],
)
def test_unfinished_names(name: str) -> None:
    assert not is_finished(name)


def test_a_file_that_is_renamed_when_it_is_whole(into: Path) -> None:
    folders = Folders()
    (into / "ferry.json.tmp").write_bytes(ninjs())
    watch(folders)
    assert not Delivery.objects.exists()
    (into / "ferry.json.tmp").rename(into / "ferry.json")
    watch(folders)
    assert names(into, "done") == ["ferry.json"]


def test_versions_out_of_order_end_with_the_newest(into: Path) -> None:
    for version in ("3", "1", "2"):
        (into / f"{version}.json").write_bytes(ninjs(version, headline=f"Version {version}"))
    watch(Folders())
    assert (Dispatch.objects.get().headline, WireItem.objects.count()) == ("Version 3", 3)


def test_the_same_name_again_with_other_content(into: Path) -> None:
    folders = Folders()
    for version in ("1", "2"):
        (into / "ferry.json").write_bytes(ninjs(version))
        watch(folders)
    assert len(names(into, "done")) == 2
    assert Delivery.objects.count() == 2


def test_a_file_that_was_read_before_a_crash_is_only_put_away(watched: Channel, into: Path) -> None:
    (into / "ferry.json").write_bytes(ninjs())
    watch(Folders())
    done = next((into.parent / "done").rglob("ferry.json"))
    done.rename(into / "ferry.json")
    watch(Folders())
    assert (Delivery.objects.count(), WireItem.objects.count()) == (1, 1)
    assert names(into, "in") == []


def test_links_and_folders_are_left_alone(into: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(ninjs())
    (into / "link.json").symlink_to(tmp_path / "secret")
    (into / "more").mkdir()
    watch(Folders())
    assert not Delivery.objects.exists()


def test_a_file_beyond_the_limit_is_put_aside(watched: Channel, into: Path) -> None:
    with (into / "huge.xml").open("wb") as stream:
        stream.truncate(50 * 1024 * 1024 + 1)
    watch(Folders())
    watched.refresh_from_db()
    assert "larger than 50 MiB" in watched.last_error
    assert names(into, "rejected") == ["huge.xml"]
    assert not Delivery.objects.exists()


def test_pictures_that_come_beside_their_items_are_kept_for_them(into: Path) -> None:
    (into / "quay.jpg").write_bytes(b"\xff\xd8\xff\xe0 and more")
    watch(Folders())
    assert names(into, "media") == ["quay.jpg"]
    assert not Delivery.objects.exists()


def test_a_file_that_can_not_be_read_holds_up_no_other(
    watched: Channel, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path.name == "a.json":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    for name in ("a.json", "b.json"):
        (into / name).write_bytes(ninjs())
    watch(Folders())
    watched.refresh_from_db()
    assert watched.last_error.startswith("a.json: ")
    assert (names(into, "in"), names(into, "done")) == (["a.json"], ["b.json"])


def test_an_address_that_is_no_folder_is_said_and_others_go_on(
    watched: Channel, into: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    broken = Channel.objects.create(
        provider=watched.provider, kind="folder", address=str(tmp_path / "file")
    )
    (into / "ferry.json").write_bytes(ninjs())
    watch(Folders())
    broken.refresh_from_db()
    assert (broken.failures, "can't be used" in broken.last_error) == (1, True)
    assert Delivery.objects.get().state == "read"


def test_names_in_no_encoding(into: Path) -> None:
    with open(os.fsencode(into) + b"/caf\xe9.json", "wb") as stream:  # noqa: PTH123
        stream.write(ninjs())
    watch(Folders())
    assert Delivery.objects.get().name == "caf\ufffd.json"


def test_looking_costs_one_query_however_much_lies_there(
    into: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    folders = Folders()
    for number in range(30):
        (into / f"{number}.json.tmp").write_bytes(ninjs(guid=f"{GUID}{number}"))
    with django_assert_num_queries(1):
        folders.look()


def test_a_file_that_fails_stays_until_it_has_been_read(
    into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(received: Received, **_: object) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setattr(folder, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(waiting, "FIRST_PAUSE", timedelta(hours=1))
    (into / "ferry.json").write_bytes(ninjs())
    folders = Folders()
    with listening(full):
        watch(folders, 0.6)
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, names(into, "in")) == ("received", 1, ["ferry.json"])
    Delivery.objects.update(next_at=timezone.now())
    watch(folders, 1.0)
    assert names(into, "done") == ["ferry.json"]


SENT = datetime(2031, 5, 5, 8, tzinfo=UTC)


def drop(folders: Folders, path: Path, content: bytes, at: int, pause: float = 0.6) -> None:
    """Write a file as an upload does that pauses `at` a byte: in one stream, wherever it lies."""
    with path.open("wb", buffering=0) as stream:
        stream.write(content[:at])
        watch(folders, pause)
        stream.write(content[at:])
    watch(folders, 0.6)


@pytest.mark.parametrize(
    "content",
    [
        iptc("hill0001", SENT, "Ferry runs").replace(b"runs.", b"runs.\r\n   " + b"Truly. " * 20),
        anpa("a0001", SENT, text="The ferry runs again. " * 20),
    ],
    ids=["iptc7901", "anpa1312"],
)
def test_a_text_wire_that_pauses_before_its_end_is_taken_whole(into: Path, content: bytes) -> None:
    drop(Folders(), into / "a.txt", content, at=len(content) - 60)
    assert WireItem.objects.get().item["body"] == formats.read(content)[0].as_json()["body"]
    assert (Delivery.objects.count(), names(into, "done")) == (1, ["a.txt"])


def test_a_line_that_follows_after_a_pause_is_taken_in_all_the_same(into: Path) -> None:
    story, kill = ninjs(), ninjs("2", guid=f"{GUID}-2", pubstatus="canceled")
    content = story + b"\n" + kill + b"\n"
    # The first line is a whole file by itself: it is taken, and the file once more.
    drop(Folders(), into / "a.json", content, at=len(story) + 1)
    found = {row.guid: row.pubstatus for row in WireItem.objects.all()}
    assert found == {GUID: "usable", f"{GUID}-2": "canceled"}
    assert (names(into, "in"), names(into, "done")) == ([], ["a.json"])
    assert max(Delivery.objects.all(), key=lambda one: one.pk).content == content


def test_lines_without_an_end_wait_and_are_taken_in_the_end(
    into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = ninjs() + b"\n" + ninjs(guid=f"{GUID}-2")
    folders = Folders()
    (into / "a.json").write_bytes(lines)
    watch(folders, 0.6)
    assert not Delivery.objects.exists()
    monkeypatch.setattr(folder, "PATIENCE_SECONDS", 0.5)
    watch(folders, 0.6)
    assert (WireItem.objects.count(), names(into, "done")) == (2, ["a.json"])


def test_a_file_that_grows_after_it_was_rejected_comes_back(
    into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "PATIENCE_SECONDS", 0.7)
    drop(Folders(), into / "a.json", ninjs(), at=40, pause=1.2)
    assert [one.state for one in Delivery.objects.all()] == ["read"]
    assert (names(into, "rejected"), names(into, "done")) == ([], ["a.json"])


def test_a_file_that_comes_back_replaces_no_newer_one(into: Path) -> None:
    folders = Folders()
    with (into / "a.json").open("wb", buffering=0) as stream:
        stream.write(ninjs() + b"\n")
        watch(folders)
        # Dropped under the same name meanwhile, and not to be taken yet.
        (into / "a.json").write_bytes(b"{")
        stream.write(ninjs("2") + b"\n")
    watch(folders)
    assert {row.version for row in WireItem.objects.all()} == {"1", "2"}
    assert (into / "a.json").read_bytes() == b"{"


def test_what_was_put_away_long_ago_is_looked_at_no_more(
    into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "PATIENCE_SECONDS", 0.3)
    folders = Folders()
    (into / "a.json").write_bytes(ninjs())
    watch(folders, 1.0)
    (done,) = (path for path in (into.parent / "done").rglob("*") if path.is_file())
    done.write_bytes(ninjs("2"))
    watch(folders)
    assert names(into, "done") == ["a.json"]
    assert WireItem.objects.count() == 1
