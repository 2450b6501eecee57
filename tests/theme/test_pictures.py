"""`{% picture_tag %}`: formats, widths, loading, and one query for many."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.template import Context, Template
from lxml import html
from pytest_django import DjangoAssertNumQueries

from broadsheet.plates import tags
from broadsheet.stories.actions.make_picture_files import make_picture_files
from broadsheet.stories.models import Picture
from broadsheet.theme.pictures import FAMILIES, files_of, prefetch_files, responsive
from tests.factories.pictures import PictureFactory, picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


def _render(source: str, picture: Picture) -> html.HtmlElement:
    template = Template("{% load theme %}" + source)
    return html.fromstring(template.render(Context({"picture": picture})))


def test_avif_and_webp_stand_beside_jpeg_with_width_and_height() -> None:
    picture = PictureFactory(file=picture_file(size=(1400, 1000)))
    make_picture_files(picture)
    tag = _render('{% picture_tag picture sizes="50vw" %}', picture)
    assert [source.get("type") for source in tag.iter("source")] == ["image/avif", "image/webp"]
    image = next(tag.iter("img"))
    assert image.get("alt") == "Boats at a quay"
    assert image.get("loading") == "lazy"
    assert int(image.get("width")) * 2 == pytest.approx(int(image.get("height")) * 3, abs=3)
    for files in (image, *tag.iter("source")):
        assert files.get("sizes") == "50vw"
        assert [part.split()[1] for part in files.get("srcset").split(", ")] == [
            "320w",
            "720w",
            "1280w",
        ]
    assert "style" not in html.tostring(tag).decode()


def test_a_page_makes_jpegs_itself_and_is_told_when_the_others_are_there() -> None:
    picture = PictureFactory()
    with tags.collecting() as found:
        tag = _render("{% picture_tag picture %}", picture)
    assert not list(tag.iter("source"))
    assert {file.filter_spec for file in picture.renditions.all()} == set(
        FAMILIES["fronts"].specs("jpeg")
    )
    assert found.firm == {files_of(picture)}
    make_picture_files(picture)
    with tags.collecting() as found:
        tag = _render("{% picture_tag picture %}", picture)
    assert len(list(tag.iter("source"))) == 2
    assert found.firm == set()


def test_a_format_that_lacks_a_width_is_left_out() -> None:
    picture = PictureFactory(file=picture_file(size=(1400, 1000)))
    make_picture_files(picture)
    picture.renditions.filter(filter_spec=FAMILIES["fronts"].specs("avif")[1]).delete()
    cache.clear()
    with tags.collecting() as found:
        tag = _render("{% picture_tag picture %}", Picture.objects.get())
    assert [source.get("type") for source in tag.iter("source")] == ["image/webp"]
    assert files_of(picture) in found.firm


def test_the_first_picture_is_not_lazy_and_decoration_has_an_empty_alt() -> None:
    tag = _render('{% picture_tag picture alt="" eager=True %}', PictureFactory())
    image = next(tag.iter("img"))
    assert image.get("fetchpriority") == "high"
    assert image.get("loading") is None
    assert image.get("alt") == ""


def test_a_small_picture_is_not_blown_up_and_stands_once() -> None:
    picture = PictureFactory(file=picture_file(size=(300, 600)))
    file = responsive(picture, "free")
    assert file.srcset.count(" 300w") == 1
    assert "," not in file.srcset
    assert file.is_tall


def test_many_pictures_are_read_with_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = [PictureFactory() for _ in range(3)]
    for picture in made:
        make_picture_files(picture)
    pictures = list(Picture.objects.filter(pk__in=[picture.pk for picture in made]))
    with django_assert_num_queries(1):
        prefetch_files([*pictures, None], "fronts")
        for picture in pictures:
            assert responsive(picture, "fronts").width
            assert set(FAMILIES["fronts"].specs()) == {
                file.filter_spec for file in picture.prefetched_renditions
            }
