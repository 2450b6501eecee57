"""Pictures sent in at the desk: one by one, many at once, in the chooser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from broadsheet.stories.models import Picture
from broadsheet.stories.pictures.forms import PictureForm
from tests.factories import PictureFactory
from tests.stories.pictures.samples import WIRE_PHOTO, encoded, upload

pytestmark = pytest.mark.usefixtures("contexts")
BAD = {
    "empty": ("a.jpg", b"", "is empty"),
    "mislabelled": ("a.jpg", encoded("PNG"), "holds PNG"),
    "truncated": ("a.jpg", encoded()[:-200], "stops before its end"),
    "page": ("a.jpg", b"<!doctype html><script>alert(1)</script>", "is not a picture"),
    "drawing": ("a.svg", b"<svg><script>alert(1)</script></svg>", "is not of a kind"),
    "polyglot": ("a.jpg", encoded() + b"<script>alert(1)</script>", "holds HTML"),
}


@pytest.fixture
def desk(client: Client, db: None) -> Client:
    """A browser in which an administrator is signed in."""
    client.force_login(User.objects.create_superuser("ada", "ada@tidings.example", "secret"))
    return client


def _send(desk: Client, file: Any, **fields: str) -> Any:
    collection = str(Collection.get_first_root_node().pk)
    given = {"title": "The quay", "collection": collection, "file": file, **fields}
    return desk.post(reverse("wagtailimages:add"), given)


def _send_among_many(desk: Client, file: Any) -> Any:
    given = {"title": file.name, "collection": Collection.get_first_root_node().pk}
    address = reverse("wagtailimages:add_multiple")
    return desk.post(
        address, {**given, "files[]": file}, headers={"X-Requested-With": "XMLHttpRequest"}
    )


def _nothing_stored(settings: Any) -> bool:
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    return not files and not Picture.objects.exists()


def test_what_the_form_left_empty_comes_from_the_file(desk: Client) -> None:
    answer = _send(desk, upload(WIRE_PHOTO), credit="The Tidings")
    assert answer.status_code == 302
    picture = Picture.objects.get()
    assert picture.title == "The quay"
    assert picture.credit == "The Tidings"
    assert picture.creator == "Zoë Müller"


def test_many_at_once_are_filled_and_say_so(desk: Client) -> None:
    answer = _send_among_many(desk, upload(WIRE_PHOTO)).json()
    assert answer["success"]
    assert answer["form"].count("Taken from the file.") == 5
    assert Picture.objects.get().credit == "Agence Marée"


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_one_by_one(desk: Client, case: str, settings: Any) -> None:
    name, data, says = BAD[case]
    answer = _send(desk, upload(data, name))
    assert answer.status_code == 200
    assert says in str(answer.context["form"].errors["file"])
    assert _nothing_stored(settings)


@pytest.mark.parametrize("case", BAD)
def test_bad_files_are_refused_among_many(desk: Client, case: str, settings: Any) -> None:
    name, data, says = BAD[case]
    answer = _send_among_many(desk, upload(data, name)).json()
    assert not answer["success"]
    assert says in answer["error_message"]
    assert _nothing_stored(settings)


def test_bad_files_are_refused_in_the_chooser(desk: Client, settings: Any) -> None:
    address = reverse("wagtailimages_chooser:create")
    given = {"image-chooser-upload-title": "x", "image-chooser-upload-file": upload(b"<html>")}
    answer = desk.post(address, given)
    assert "is not a picture" in answer.json()["htmlFragment"]
    assert _nothing_stored(settings)


@pytest.mark.parametrize(
    "name",
    [
        "made-here/bomb-20000x20000.png",
        "made-here/huge-dimensions-65500.jpg",
        "malformed/decompression_bomb.gif",
        "malformed/truncated_image.png",
        "made-here/polyglot-zip.jpg",
    ],
)
def test_the_bad_samples_at_the_desk(desk: Client, shared: Path, name: str, settings: Any) -> None:
    path = shared / "photos" / name
    assert _send(desk, upload(path.read_bytes(), path.name)).context["form"].errors["file"]
    assert _nothing_stored(settings)


def test_script_in_metadata_is_shown_as_text(desk: Client, shared: Path) -> None:
    path = shared / "photos/malformed/payload_in_all_known_metadata.jpg"
    answer = _send_among_many(desk, upload(path.read_bytes(), path.name)).json()
    assert "<script>alert" not in answer["form"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer["form"]
    picture = Picture.objects.get()
    page = desk.get(reverse("wagtailimages:edit", args=[picture.pk])).content.decode()
    assert "<script>alert" not in page
    assert picture.credit == "<script>alert(1)</script>"


def test_the_editing_form(desk: Client) -> None:
    _send(desk, upload(WIRE_PHOTO), credit="The Tidings")
    picture = Picture.objects.get()
    answer = desk.get(reverse("wagtailimages:edit", args=[picture.pk]))
    form = answer.context["form"]
    assert isinstance(form, PictureForm)
    assert list(form.fields)[:5] == ["title", "file", "description", "caption", "credit"]
    assert form["description"].label == "Description (alt text)"
    assert "Taken from the file." in str(form["creator"].help_text)
    assert "Taken from the file." not in str(form["credit"].help_text)
    assert b"focal-point-chooser" in answer.content


def test_correcting_the_credit_at_the_desk_drops_renditions(desk: Client) -> None:
    picture = PictureFactory()
    picture.get_rendition("width-100")
    address = reverse("wagtailimages:edit", args=[picture.pk])
    form = desk.get(address).context["form"]
    given = {name: value for name, value in form.initial.items() if value and name != "file"}
    answer = desk.post(address, {**given, "credit": "Corrected", "tags": ""})
    assert answer.status_code == 302
    picture.refresh_from_db()
    assert picture.credit == "Corrected"
    assert picture.renditions.count() == 0


def test_a_picture_whose_file_is_gone_can_still_be_described(desk: Client) -> None:
    picture = PictureFactory()
    picture.file.storage.delete(picture.file.name)
    form = get_image_form(Picture)(instance=picture)
    assert "Taken from the file." not in str(form.as_p())
