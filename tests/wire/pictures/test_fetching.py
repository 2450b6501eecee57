"""Pictures of items, fetched from a server on loopback or found beside their items."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from broadsheet.wire.intake import keep, provider_named, read, receive
from broadsheet.wire.models import Channel, Dispatch, WirePicture
from broadsheet.wire.pictures.fetching import MOST_TRIES, fetch_waiting
from broadsheet.wire.pictures.keeping import clear_old_files
from broadsheet.wire.pictures.noting import want
from broadsheet.wire.signals import picture_fetched
from tests.factories.wire import GUID, ninjs
from tests.wire.transports.agency import Agency, Reply, agency_server

pytestmark = [pytest.mark.django_db, pytest.mark.network]


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def agency() -> Iterator[Agency]:
    """A web server that answers what it is told."""
    with agency_server() as running:
        yield running


@pytest.fixture
def channel(db: None) -> Channel:
    """A channel whose host may lie in a private network, as loopback does."""
    return Channel.objects.create(
        provider=provider_named("Tide Wire"),
        kind="poll",
        address="http://127.0.0.1/feed",
        allow_private=True,
    )


def jpeg(colour: str = "teal", size: tuple[int, int] = (60, 40), kind: str = "JPEG") -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()


def content_of_file(picture: WirePicture) -> bytes:
    with picture.file.open() as stream:
        return bytes(stream.read())


def take(channel: Channel, *hrefs: str, guid: str = GUID) -> Dispatch:
    associations = {
        f"picture{number}": {
            "uri": f"tag:{number}",
            "type": "picture",
            "renditions": {"original": {"href": href}},
        }
        for number, href in enumerate(hrefs)
    }
    content = ninjs(guid=guid, associations=associations)
    delivery = receive(channel.provider, "item.json", content, channel)
    (item,) = read(delivery)
    return keep(delivery, item).dispatch


def test_a_picture_is_fetched_checked_and_kept(channel: Channel, agency: Agency) -> None:
    heard: list[Any] = []

    def hear(picture: WirePicture, **_: Any) -> None:
        heard.append(picture.pk)

    agency.replies["/quay.jpg"] = Reply(jpeg())
    dispatch = take(channel, agency.url("/quay.jpg"))
    picture_fetched.connect(hear)
    try:
        assert fetch_waiting() == 1
    finally:
        picture_fetched.disconnect(hear)
    picture = dispatch.wire_pictures.get()
    assert heard == [picture.pk]
    assert (picture.state, picture.width, picture.height) == ("fetched", 60, 40)
    assert picture.file.name.startswith("original_images/wire/")
    assert content_of_file(picture) == jpeg()
    assert fetch_waiting() == 0


def test_pictures_of_one_content_share_a_file(channel: Channel, agency: Agency) -> None:
    agency.replies["/a.jpg"] = agency.replies["/b.jpg"] = Reply(jpeg())
    take(channel, agency.url("/a.jpg"), agency.url("/b.jpg"))
    take(channel, agency.url("/a.jpg"), guid=f"{GUID}-2")
    fetch_waiting()
    assert len(set(WirePicture.objects.values_list("file", flat=True))) == 1
    assert len(default_storage.listdir("original_images/wire")[0]) == 1


@pytest.mark.parametrize(
    "content", [b"<html>", b"", jpeg()[:40], jpeg(kind="TIFF"), b"<svg xmlns='x'/>"]
)
def test_what_is_no_picture_is_refused_for_good(
    channel: Channel, agency: Agency, content: bytes
) -> None:
    agency.replies["/quay.jpg"] = Reply(content)
    take(channel, agency.url("/quay.jpg"))
    fetch_waiting()
    picture = WirePicture.objects.get()
    assert (picture.state, picture.next_at, bool(picture.error)) == ("refused", None, True)


def test_too_many_pixels_are_refused_unread(channel: Channel, agency: Agency) -> None:
    stream = BytesIO()
    Image.new("1", (20_000, 10_000)).save(stream, "PNG")
    agency.replies["/quay.png"] = Reply(stream.getvalue())
    take(channel, agency.url("/quay.png"))
    fetch_waiting()
    assert "too many" in WirePicture.objects.get().error


def test_what_is_not_there_is_tried_again_ever_later_and_then_no_more(
    channel: Channel, agency: Agency
) -> None:
    dispatch = take(channel, agency.url("/quay.jpg"))
    for _ in range(MOST_TRIES):
        WirePicture.objects.update(next_at=timezone.now())
        fetch_waiting()
    picture = WirePicture.objects.get()
    assert (picture.state, picture.next_at, "404" in picture.error) == ("refused", None, True)
    agency.replies["/quay.jpg"] = Reply(jpeg())
    assert want(dispatch) == 1
    fetch_waiting()
    assert WirePicture.objects.get().state == "fetched"


def test_an_item_can_not_send_us_into_a_private_network(channel: Channel, agency: Agency) -> None:
    channel.allow_private = False
    channel.save()
    agency.replies["/quay.jpg"] = Reply(jpeg())
    take(channel, agency.url("/quay.jpg"))
    fetch_waiting()
    assert "private network" in WirePicture.objects.get().error
    assert agency.asked == []


@pytest.mark.parametrize("lies", ["elsewhere", "behind a redirect"])
def test_only_the_channels_own_host_may_be_private(
    channel: Channel, agency: Agency, lies: str
) -> None:
    other = agency.url("/a.jpg").replace("127.0.0.1", "localhost")
    agency.replies["/a.jpg"] = Reply(jpeg())
    agency.replies["/moved.jpg"] = Reply(status=302, headers={"Location": other})
    take(channel, other if lies == "elsewhere" else agency.url("/moved.jpg"))
    fetch_waiting()
    assert "private network" in WirePicture.objects.get().error


def test_a_picture_that_came_beside_its_item(channel: Channel, tmp_path: Path) -> None:
    folder = Channel.objects.create(
        provider=channel.provider, kind="folder", address=str(tmp_path / "tide")
    )
    take(folder, "pictures/quay.jpg")
    fetch_waiting()
    assert "not come yet" in WirePicture.objects.get().error
    (tmp_path / "tide" / "media").mkdir(parents=True)
    (tmp_path / "tide" / "media" / "quay.jpg").write_bytes(jpeg())
    WirePicture.objects.update(next_at=timezone.now())
    fetch_waiting()
    assert WirePicture.objects.get().state == "fetched"


@pytest.mark.parametrize("packed", [False, True])
def test_a_picture_inside_its_item(channel: Channel, packed: bool) -> None:
    picture = jpeg("plum")
    code = base64.encodebytes(picture).decode()
    content = (
        '<nitf><head><docdata><doc-id id-string="7"/></docdata></head><body><body.content>'
        '<p>Quay.</p><media media-type="image"><media-reference mime-type="image/jpeg"/>'
        f'<media-object encoding="base64">{code}</media-object></media>'
        "</body.content></body></nitf>"
    ).encode()
    if packed:
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.jpg", b"x")
            archive.writestr("item.xml", content)
        content = stream.getvalue()
    delivery = receive(channel.provider, "item", content, channel)
    (item,) = read(delivery)
    keep(delivery, item)
    fetch_waiting()
    found = WirePicture.objects.get()
    assert (found.state, found.width, content_of_file(found)) == ("fetched", 60, picture)


@pytest.mark.parametrize("href", ["../../secret.jpg", "/etc/passwd", "..", "file:///etc/passwd"])
def test_no_name_leads_out_of_the_folder(channel: Channel, tmp_path: Path, href: str) -> None:
    (tmp_path / "tide" / "media").mkdir(parents=True)
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    folder = Channel.objects.create(
        provider=channel.provider, kind="folder", address=str(tmp_path / "tide")
    )
    take(folder, href)
    fetch_waiting()
    assert not WirePicture.objects.filter(state="fetched").exists()


def test_what_nobody_took_within_a_week_goes(channel: Channel, agency: Agency) -> None:
    agency.replies["/a.jpg"], agency.replies["/b.jpg"] = Reply(jpeg()), Reply(jpeg("red"))
    take(channel, agency.url("/a.jpg"), agency.url("/b.jpg"))
    taken = take(channel, agency.url("/a.jpg"), guid=f"{GUID}-2")
    fetch_waiting()
    assert clear_old_files() == 0
    Dispatch.objects.update(arrived_at=timezone.now() - timedelta(days=8))
    Dispatch.objects.filter(pk=taken.pk).update(state="taken")
    # The one that was taken needs one of the two files.
    assert clear_old_files() == 1
    (kept,) = WirePicture.objects.filter(state="fetched")
    assert kept.dispatch == taken
    assert content_of_file(kept) == jpeg()
